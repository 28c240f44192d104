using System.Collections.Concurrent;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.Corpus;

/// <summary>
/// The promise, row by row: each way to use a traced member is intercepted, traced in its body, or reported, one of
/// these and never two; and tracing changes nothing else. What is expected is written in the files of <c>Shapes</c>.
/// </summary>
public sealed class CorpusTests
{
    /// <summary>Of docs/coverage.md.</summary>
    internal const int Rows = 53;

    private static readonly ConcurrentDictionary<string, Task<ShapeRun>> s_runs = new();

    public static TheoryData<string> All => new(Shape.Names);

    public static TheoryData<string> Programs => new(Shape.Names.Where(name => Shape.Read(name).Trace is not null));

    [Theory]
    [MemberData(nameof(All))]
    public async Task EveryUseIsInterceptedOrTracedInItsBodyOrReportedOnce(string name)
    {
        IReadOnlyList<string> mistakes = await ShapeUses.FindMistakesAsync(Shape.Read(name));

        Assert.True(mistakes.Count == 0, string.Join('\n', mistakes));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void NoUseIsUnmarked(string name) => Assert.Empty(UnmarkedUses.In([.. Trees(name)]));

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task TracingChangesNothingElse(string name)
    {
        ShapeRun run = await RunAsync(name);

        Assert.NotEmpty(run.Traced.Output);
        AssertSame(run.Off.Output, run.Traced.Output);
        AssertSame(run.Without?.Output ?? run.Off.Output, run.Traced.Output);
        Assert.Equal("", run.Off.Trace + run.Without?.Trace);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task TheTraceIsAsWritten(string name)
    {
        string trace = (await RunAsync(name)).Traced.Trace;

        Assert.True(Shape.Read(name).Trace == trace, $"The trace is:\n{trace}");
    }

    [Fact]
    public void EveryRowIsCovered()
    {
        int[] rows =
        [
            .. Shape.Names.SelectMany(Trees).SelectMany(Marker.In).Select(marker => marker.Row).Where(row => row > 0),
        ];

        Assert.Equal(Enumerable.Range(1, Rows), rows.Distinct().Order());
        Assert.True(rows.Length >= 120, $"The corpus has {rows.Length} uses.");
    }

    internal static IEnumerable<SyntaxTree> Trees(string name) => Shape.Read(name).Projects
        .SelectMany(project => project.Files.Concat(project.Generated.Select(file => file.Text)))
        .Select(text => TestCompilation.Parse(text, name + ".cs"));

    private static void AssertSame(string untraced, string traced) =>
        Assert.True(untraced == traced, $"Untraced:\n{untraced}\n\nTraced:\n{traced}");

    private static Task<ShapeRun> RunAsync(string name) =>
        s_runs.GetOrAdd(name, static key => ShapeRun.OfAsync(Shape.Read(key)));
}
