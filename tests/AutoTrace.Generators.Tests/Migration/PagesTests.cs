using AutoTrace.CodeFixes.Migration;
using AutoTrace.Generators.Analysis.Migration;
using AutoTrace.Tests.Shared;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.Migration;

/// <summary>What is reported is explained.</summary>
public sealed class PagesTests
{
    [Fact]
    public void EveryRuleHasAPageUnderItsIdAndTitle()
    {
        foreach (DiagnosticDescriptor rule in new XRayMigrationAnalyzer().SupportedDiagnostics)
        {
            string page = File.ReadAllText(
                Path.Combine(TestData.RepositoryRoot, "docs", "diagnostics", rule.Id + ".md"));

            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains($"dotnet_diagnostic.{rule.Id}.severity = none", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OnlyWhatCanBeRewrittenIsFixed() =>
        Assert.Equal("AT3001", Assert.Single(new XRayMigrationCodeFix().FixableDiagnosticIds));
}
