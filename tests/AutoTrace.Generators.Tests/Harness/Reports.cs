using System.Collections.Immutable;
using AutoTrace.Generators.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Tests.Harness;

/// <summary>What the analyzers report of a program, behind the generator as in a build.</summary>
internal static class Reports
{
    /// <summary>Id, severity and the underlined text, in the order of the text: <c>AT1001 Warning Add</c>.</summary>
    public static Task<IReadOnlyList<string>> OfAsync(params string[] files) => OfAsync([], files);

    /// <param name="properties">Of the project.</param>
    /// <param name="files">Of a library.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(
        (string Name, string Value)[] properties, params string[] files)
    {
        Generation generation = Generation.Of(TestCompilation.Create("Library", isLibrary: true, files));
        Assert.DoesNotContain(generation.Compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        return Show(await OfAsync(generation.Compilation, properties));
    }

    /// <summary>Without the marks of uses that are traced.</summary>
    public static IReadOnlyList<string> Show(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(each => each.Id != Rules.Traced.Id)
            .Select(each => $"{each.Id} {each.Severity} {TextAt(each.Location)}")];

    /// <summary>Also where a pragma silences them. An analyzer that fails, fails the test.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> OfAsync(
        Compilation compilation, params (string Name, string Value)[] properties)
    {
        // Warnings are not errors here, so that severities are the analyzers' own.
        Compilation plain = compilation.WithOptions(
            compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        BuildOptions options = new(properties.ToDictionary(each => each.Name, each => each.Value));
        List<Exception> failures = [];
        CompilationWithAnalyzers analysis = plain.WithAnalyzers(
            [new TracedUseAnalyzer(), new TracedDeclarationAnalyzer(), new TestProjectAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([], options),
                (failure, _, _) => failures.Add(failure),
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true));
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAnalyzerDiagnosticsAsync();
        Assert.Empty(failures);
        return [.. diagnostics
            .OrderBy(each => each.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(each => each.Location.SourceSpan.Start)
            .ThenBy(each => each.Id, StringComparer.Ordinal)];
    }

    private static string TextAt(Location location) =>
        location.SourceTree?.GetText().ToString(location.SourceSpan) ?? "";
}
