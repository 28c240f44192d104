using System.Reflection;
using System.Xml.Linq;
using AutoTrace.Generators.Analysis;
using AutoTrace.Generators.Analysis.Migration;
using AutoTrace.Generators.Discovery;
using AutoTrace.Tests.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Tests.Analysis;

/// <summary>Every rule can be reported and looked up.</summary>
public sealed class RulesTests
{
    public static TheoryData<string> Ids => [.. All.Select(rule => rule.Id)];

    private static IEnumerable<DiagnosticDescriptor> All => typeof(Rules)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(rule => (DiagnosticDescriptor)rule.GetValue(null)!);

    [Fact]
    public void EveryUseHasARuleOrNeedsNone()
    {
        Gap[] silent = [Gap.NotTraced, Gap.NotOrdinary];
        Assert.Equal(silent, Enum.GetValues<Gap>().Where(gap => Rules.Of(gap) is null));
    }

    [Fact]
    public void EveryRuleIsReportedByAnAnalyzer()
    {
        DiagnosticAnalyzer[] analyzers =
            [new TracedUseAnalyzer(), new TracedDeclarationAnalyzer(), new TestProjectAnalyzer()];
        Assert.Empty(All.Except(analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryRuleHasAPage(string id)
    {
        string page = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "diagnostics", id + ".md"));
        Assert.StartsWith($"# {id}: ", page);
        Assert.Contains("You see this because", page);
        if (page.Contains("make the method `partial`", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Contains("(README.md#what-cannot-be-partial)", page);
        }
    }

    [Fact]
    public void EveryErrorOfTheBuildHasAPage()
    {
        XElement targets = XElement.Load(
            Path.Combine(TestData.RepositoryRoot, "src", "AutoTrace", "build", "AutoTrace.targets"));
        string pages = targets.Descendants("_AutoTracePages").Single().Value;
        XElement[] errors = [.. targets.Descendants("Error")];
        Assert.Equal(["AT0001", "AT0005", "AT0003"], errors.Select(error => (string?)error.Attribute("Code")));
        Assert.All(errors, error =>
        {
            string id = (string)error.Attribute("Code")!;
            EveryRuleHasAPage(id);
            Assert.Equal($"$(_AutoTracePages){id}.md", (string?)error.Attribute("HelpLink"));
            Assert.Equal(HelpLinks.Of(id), $"{pages}{id}.md");
        });
    }

    [Fact]
    public void EveryRuleLinksToItsPageInTheRepositoryOfThePackages()
    {
        string repository = XElement.Load(Path.Combine(TestData.RepositoryRoot, "Directory.Build.props"))
            .Descendants("RepositoryUrl").Single().Value;
        IEnumerable<DiagnosticDescriptor> migration = new XRayMigrationAnalyzer().SupportedDiagnostics;
        Assert.StartsWith("https://", repository);
        Assert.All(All.Concat(migration), rule =>
            Assert.Equal($"{repository}/blob/main/docs/diagnostics/{rule.Id}.md", rule.HelpLinkUri));
    }
}
