using System.Reflection;
using AutoTrace.Generators.Analysis;
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
    }
}
