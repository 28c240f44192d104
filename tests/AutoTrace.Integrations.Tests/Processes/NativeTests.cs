using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests.Processes;

/// <summary>
/// A program whose unused code is cut away is traced as any other; a warning about that would fail its build.
/// </summary>
public sealed class NativeTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [SkippableTheory]
    [InlineData("net8.0")]
    [InlineData("net9.0")]
    public async Task ProgramAsNativeCodeIsTraced(string framework) => AssertTraced(await TraceAsync(framework));

    [SkippableFact]
    public async Task TrimmedProgramIsTraced() => AssertTraced(await TraceAsync("net10.0"));

    private async Task<TraceTree> TraceAsync(string framework)
    {
        await OwnBuild.RunAsync("publish", "NativeProgram", framework, folder.Path);
        string published = Path.Combine(
            folder.Path, "publish", "NativeProgram", $"release_{framework}_{OwnBuild.Runtime}");

        // Native code has no assemblies beside it; what is trimmed has what is left of them.
        Assert.Equal(framework == "net10.0", File.Exists(Path.Combine(published, "AutoTrace.dll")));
        using FakeDaemon daemon = new();
        using ChildProcess program =
            ChildProcess.Start(Path.Combine(published, "NativeProgram"), [], Programs.Environment(daemon));
        Assert.Equal(0, await program.WaitForExitAsync());
        await daemon.WaitForDocumentsAsync(1);
        daemon.AssertValid();
        return daemon.Tree;
    }

    private static void AssertTraced(TraceTree tree)
    {
        Assert.Equal(
            """
            native [segment]
              Shop.OrderAsync
                Shop.Reserve
              Shop.ChargeAsync
              Shop.ShelvesAsync
              Shop.Refund [fault]
            """,
            tree.Render());
        Assert.Equal("""{"customer":"ada"}""", tree["Shop.OrderAsync"].Annotations!.ToJsonString());
        Assert.Equal(
            """{"default":{"cart":{"Size":2,"Items":["tea","milk"]}}}""",
            tree["Shop.OrderAsync"].Metadata!.ToJsonString());
        Assert.Equal("""{"pieces":2}""", tree["Shop.Reserve"].Annotations!.ToJsonString());
        Assert.Equal("Friday", tree["native"].Metadata!["default"]!["shelf 5"]!["since"]!.GetValue<string>());
        Assert.Equal(
            [("System.InvalidOperationException", "5 in the till"), ("System.IO.IOException", "stuck")],
            tree["Shop.Refund"].Cause!["exceptions"]!.AsArray()
                .Select(e => (e!["type"]!.GetValue<string>(), e["message"]!.GetValue<string>())));
        Assert.StartsWith(
            "AutoTrace.NativeProgram.Shop.Refund",
            tree["Shop.Refund"].Cause!["exceptions"]![0]!["stack"]![0]!["label"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }
}
