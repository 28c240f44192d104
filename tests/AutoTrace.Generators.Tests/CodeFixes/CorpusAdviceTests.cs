using System.Text.RegularExpressions;
using AutoTrace.CodeFixes.Methods;
using AutoTrace.Generators.Analysis;
using AutoTrace.Generators.Tests.Corpus;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace AutoTrace.Generators.Tests.CodeFixes;

/// <summary>
/// Of every report of the corpus: where its message says to make a method partial, the code fix does that and the
/// report is gone; where it does not, none is offered.
/// </summary>
public sealed partial class CorpusAdviceTests
{
    public static TheoryData<string> All => CorpusTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task PartialIsAdvisedWhereItCanBeDoneAndCloses(string name)
    {
        Shape shape = Shape.Read(name);
        List<byte[]> assemblies = [];
        foreach (ShapeProject shapeProject in shape.Projects)
        {
            IReadOnlyList<MetadataReference> references = [.. shape.References(shapeProject, assemblies)];
            if (!shapeProject.Has("test") && !shapeProject.Has("untraced"))
            {
                await CheckAsync(shapeProject, references);
            }

            if (shape.Trace is not null)
            {
                assemblies.Add(shapeProject.Generate(references, isEnabled: true).Emit());
            }
        }
    }

    private static async Task CheckAsync(ShapeProject shapeProject, IEnumerable<MetadataReference> references)
    {
        (string, string)[] properties = [("IsPackable", shapeProject.Has("packable") ? "true" : "false")];
        using TracingProject project = new(new MakePartialCodeFix(), shapeProject.Source(references));
        IReadOnlyList<Diagnostic> reports = [.. (await project.ReportsAsync(properties))
            .Where(report => report.Id.StartsWith("AT1", StringComparison.Ordinal))];
        int errors = (await project.Before.GenerateAsync()).Errors;
        foreach (Diagnostic report in reports.DistinctBy(Key))
        {
            string message = report.GetMessage();
            IReadOnlyList<CodeAction> offers = await project.OffersAsync(report);

            // A constructor or a property has no fix, and says what to write around.
            bool isAdvised = Advice().IsMatch(message);
            Assert.True(offers.Count == (isAdvised ? 1 : 0), $"{offers.Count} offered for: {report}");
            if (isAdvised)
            {
                Generation after = await (await project.ApplyAsync(offers[0])).GenerateAsync();
                IReadOnlyList<Diagnostic> left = await Reports.OfAsync(after.Compilation, properties);
                Assert.True(after.Errors <= errors, string.Join('\n', after.Compilation.GetDiagnostics()));
                Assert.DoesNotContain(Key(report), left.Select(Key));
            }
        }
    }

    private static (string Id, string? Method) Key(Diagnostic report) =>
        (report.Id, report.Properties.GetValueOrDefault(Generators.Analysis.Coverage.MethodProperty));

    [GeneratedRegex("make (the method|its implementations) partial")]
    private static partial Regex Advice();
}
