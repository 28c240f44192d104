using System.Text.Json.Nodes;

namespace AutoTrace.PackageTests;

/// <summary>What the packages' props and targets do in a project, and refuse to do.</summary>
[Collection(PackedFeed.Name)]
public sealed class SetupTests(PackedFeed feed)
{
    [Fact]
    public async Task GeneratorIsAddedWhereNuGetDoesNotBringIt()
    {
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
    [InlineData(
        "-p:AutoTraceMinimumLevel=loud",
        "AT0005: AutoTraceMinimumLevel is 'loud'; it is verbose, normal or essential")]
    public async Task BuildThatCannotBeTracedAsItIsSetUpIsAnErrorThatSaysSo(string property, string error)
    {
        (int exitCode, string output) = await feed.OnConsumerAsync("build", "Console", "--no-restore", property);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error " + error, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verbose")]
    [InlineData("normal")]
    [InlineData("essential")]
    public async Task EveryLevelIsOne(string level)
    {
        (int exitCode, string output) = await feed.OnConsumerAsync(
            "msbuild", "Console", "-t:AutoTraceCheckCompiler", $"-p:AutoTraceMinimumLevel={level}");

        Assert.True(exitCode == 0, output);
    }

    /// <summary>Under another name the check of the compiler would pass whatever the compiler is.</summary>
    [Fact]
    public async Task SdkSaysWhichCompilerItHas()
    {
        (_, string output) = await feed.OnConsumerAsync("msbuild", "Console", "-getProperty:CompilerApiVersion");

        Assert.Matches(@"^roslyn\d+\.\d+$", output.Trim());
    }

    [Theory]
    [InlineData("false", "-p:IsTestProject=true")]
    [InlineData("true", "-p:IsTestProject=true", "-p:AutoTraceEnabled=true")]
    [InlineData("", "-p:IsTestProject=false")]
    public async Task TestProjectsAreNotTracedUnlessTheySaySo(string enabled, params string[] properties)
    {
        (_, string output) =
            await feed.OnConsumerAsync("msbuild", "Console", ["-getProperty:AutoTraceEnabled", .. properties]);

        Assert.Equal(enabled, output.Trim());
    }

    [Fact]
    public void BuildOfATestProjectThatSaysNothingSaysThatItIsNotTraced()
    {
        JsonNode log = JsonNode.Parse(File.ReadAllText(feed.PathOf("Tests/bin/reports.json")))!;

        JsonNode report = Assert.Single(log["runs"]![0]!["results"]!.AsArray())!;
        Assert.Equal("AT0004", (string?)report["ruleId"]);
        Assert.Equal("note", (string?)report["level"]);
        Assert.Contains("set AutoTraceEnabled to true", report["message"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Console", "")]
    [InlineData("Web", "")]
    [InlineData("App", "true")]
    public async Task GapsAreHiddenWhereAutoTraceIsOnlyReferencedThroughAnother(string project, string isTransitive)
    {
        (_, string output) = await feed.OnConsumerAsync(
            "msbuild", project, "-t:AutoTraceFindReference", "-getProperty:AutoTraceIsTransitive");

        Assert.Equal(isTransitive, output.Trim());
    }

    [Theory]
    [InlineData("GeneratorAssembly", "The package would trace nothing: there is no generator at")]
    [InlineData("CodeFixesAssembly", "The package would fix nothing: there are no code fixes at")]
    public async Task PackageThatLacksAnAssemblyCannotBePacked(string property, string error)
    {
        (int exitCode, string output) = await PackedFeed.DotnetAsync(
            "pack", PackedFeed.Project("AutoTrace"), "--no-build", $"-p:{property}=/nowhere/Missing.dll");

        Assert.NotEqual(0, exitCode);
        Assert.Contains(error, output, StringComparison.Ordinal);
    }
}
