namespace AutoTrace.Generators.Tests.Harness;

/// <summary>
/// A program, compiled and run twice: with tracing, and with <c>AutoTraceEnabled=false</c>. Whatever it logs has to
/// be the same, and every use of a traced method is traced or reported: that is checked for every program.
/// </summary>
/// <param name="Run">With tracing.</param>
/// <param name="Generation">Of that run.</param>
internal sealed record TracedProgram(Run Run, Generation Generation)
{
    public string Output => Run.Output;

    public string Trace => Run.Trace;

    /// <summary>The names of all subsegments, in the order in which they started.</summary>
    public IReadOnlyList<string> Subsegments => Run.Subsegments;

    public IReadOnlyList<string> Intercepted => Generation.Intercepted;

    public static async Task<TracedProgram> RunAsync(params string[] files)
    {
        Generation traced = Generation.Of(TestCompilation.Create("Program", isLibrary: false, files));
        await Coverage.CheckAsync(traced);
        Generation plain = Generation.Of(TestCompilation.Create("Program", isLibrary: false, files), isEnabled: false);
        Run without = await Run.OfAsync(plain.Emit());
        Run with = await Run.OfAsync(traced.Emit());
        Assert.Equal("", without.Trace);
        Assert.Equal(without.Output, with.Output);
        return new TracedProgram(with, traced);
    }
}
