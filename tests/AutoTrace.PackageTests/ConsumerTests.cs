using AutoTrace.Tests.Shared;

namespace AutoTrace.PackageTests;

/// <summary>
/// Projects outside the repository that reference the packages are traced, whichever way the packages reach them.
/// </summary>
public sealed class ConsumerTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [Fact]
    public async Task ProjectThatReferencesAutoTraceIsTraced()
    {
        TraceTree tree = await PackedFeed.RunAsync(await feed.BuildAsync("Console"));

        Assert.Equal("console [segment]\n  Work.AtCallSiteAsync\n  Work.AroundBodyAsync", tree.Render());
        Assert.Equal("""{"number":1}""", tree["Work.AtCallSiteAsync"].Annotations!.ToJsonString());
    }

    /// <summary>The generator and its properties come through two packages that the project never names.</summary>
    [Fact]
    public async Task ProjectThatReferencesAutoTraceAspNetCoreAloneIsTraced()
    {
        TraceTree tree = await PackedFeed.RunAsync(await feed.BuildAsync("Web"));

        string? parent = tree["Work.AtCallSite"].ParentId;
        Assert.Equal("web", tree.Nodes.Single(node => node.Id == parent).Name);
    }

    [Fact]
    public async Task ProjectThatReferencesALibraryWithTracedMethodsIsTraced()
    {
        TraceTree tree = await PackedFeed.RunAsync(await feed.BuildAsync("App"));

        Assert.Equal("app [segment]\n  Orders.GetAsync", tree.Render());
    }

    [Fact]
    public async Task GeneratorIsAddedWhereNuGetDoesNotBringIt()
    {
        await feed.BuildAsync("Console");
        string targets = feed.WriteTargets(
            """<Target Name="DropAnalyzers"><ItemGroup><Analyzer Remove="@(Analyzer)" /></ItemGroup></Target>""");
        (int exitCode, string output) = await feed.OnConsumerAsync(
            "msbuild",
            "Console",
            "-t:DropAnalyzers;AutoTraceAddGenerator",
            "-getItem:Analyzer",
            $"-p:CustomAfterMicrosoftCommonTargets={targets}");

        Assert.True(exitCode == 0, output);
        Assert.Contains("AutoTrace.Generators.dll", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p:CompilerApiVersion=roslyn4.12", "AT0001: AutoTrace needs C# compiler 4.14")]
    [InlineData("-p:LangVersion=10", "AT0003: AutoTrace needs C# 11; this project sets LangVersion to 10")]
    public async Task CompilerThatIsTooOldIsAnErrorThatSaysSo(string property, string error)
    {
        await feed.BuildAsync("Console");
        (int exitCode, string output) =
            await feed.OnConsumerAsync("msbuild", "Console", "-t:AutoTraceCheckCompiler", property);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error " + error, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", "-p:IsTestProject=true")]
    [InlineData("true", "-p:IsTestProject=true", "-p:AutoTraceEnabled=true")]
    [InlineData("", "-p:IsTestProject=false")]
    public async Task TestProjectsAreNotTracedUnlessTheySaySo(string enabled, params string[] properties)
    {
        await feed.BuildAsync("Console");
        (_, string output) =
            await feed.OnConsumerAsync("msbuild", "Console", ["-getProperty:AutoTraceEnabled", .. properties]);

        Assert.Equal(enabled, output.Trim());
    }

    [Theory]
    [InlineData("Console", "")]
    [InlineData("Web", "")]
    [InlineData("App", "true")]
    public async Task GapsAreHiddenWhereAutoTraceIsOnlyReferencedThroughAnother(string project, string isTransitive)
    {
        await feed.BuildAsync(project);
        (_, string output) = await feed.OnConsumerAsync(
            "msbuild", project, "-t:AutoTraceFindReference", "-getProperty:AutoTraceIsTransitive");

        Assert.Equal(isTransitive, output.Trim());
    }

    [Fact]
    public async Task PackageWithoutItsGeneratorCannotBePacked()
    {
        (int exitCode, string output) = await PackedFeed.DotnetAsync(
            "pack", PackedFeed.Project("AutoTrace"), "--no-build", "-p:GeneratorAssembly=/nowhere/Missing.dll");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("The package would trace nothing: there is no generator at", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PackageWithoutItsCodeFixesCannotBePacked()
    {
        (int exitCode, string output) = await PackedFeed.DotnetAsync(
            "pack", PackedFeed.Project("AutoTrace"), "--no-build", "-p:CodeFixesAssembly=/nowhere/Missing.dll");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("The package would fix nothing: there are no code fixes at", output, StringComparison.Ordinal);
    }
}
