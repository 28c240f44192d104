using AutoTrace.CodeFixes.Migration;
using AutoTrace.Generators.Analysis.Migration;
using AutoTrace.Generators.Tests.Snapshots;
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
            string page = File.ReadAllText(Path.Combine(SnapshotTests.Cases, "../../..", rule.HelpLinkUri));

            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains($"dotnet_diagnostic.{rule.Id}.severity = none", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OnlyWhatCanBeRewrittenIsFixed() =>
        Assert.Equal("AT3001", Assert.Single(new XRayMigrationCodeFix().FixableDiagnosticIds));
}
