using AutoTrace.Tests.Shared;

namespace AutoTrace.PackageTests;

/// <summary>
/// Projects outside the repository that reference the packages are traced, whichever way the packages reach them.
/// </summary>
[Collection(PackedFeed.Name)]
public sealed class ConsumerTests(PackedFeed feed)
{
    [Fact]
    public async Task ProjectThatReferencesAutoTraceIsTraced()
    {
        (TraceTree tree, _) = await feed.RunAsync("Console");

        Assert.Equal("console [segment]\n  Work.AtCallSiteAsync\n  Work.AroundBodyAsync", tree.Render());
        Assert.Equal("""{"number":1}""", tree["Work.AtCallSiteAsync"].Annotations!.ToJsonString());
    }

    /// <summary>The generator and its properties come through two packages that the project never names.</summary>
    [Fact]
    public async Task ProjectThatReferencesAutoTraceAspNetCoreAloneIsTraced()
    {
        (TraceTree tree, _) = await feed.RunAsync("Web");

        string? parent = tree["Work.AtCallSite"].ParentId;
        Assert.Equal("web", tree.Nodes.Single(node => node.Id == parent).Name);
    }

    /// <summary>
    /// A call of a library's traced method, and calls of one whose interface, in a third assembly, is traced too:
    /// directly and through the interface, each is one subsegment.
    /// </summary>
    [Fact]
    public async Task ProjectThatReferencesAutoTraceTestingAloneIsTracedAndSeesIt()
    {
        (int exitCode, string output) =
            await PackedFeed.DotnetAsync(feed.PathOf("Capture/bin/Debug/net10.0/Capture.dll"));

        Assert.True(exitCode == 0, output);
        Assert.Equal("test [segment]\n  Work.AtCallSite", output);
    }

    [Fact]
    public async Task ProjectThatReferencesALibraryWithTracedMethodsIsTraced()
    {
        (TraceTree tree, _) = await feed.RunAsync("App");

        Assert.Equal(
            "app [segment]\n  Orders.GetAsync\n  Shipping.ShipAsync\n  IShipping.ShipAsync", tree.Render());
    }

    /// <summary>Calls in a page are made by code that another generator writes, which ours does not see.</summary>
    [Fact]
    public async Task CallsInARazorPageAreReportedThereUnlessTheBodyIsTraced()
    {
        (TraceTree tree, _) = await feed.RunAsync("Razor");

        Assert.Equal("razor [segment]\n  Work.AroundBody", tree.Render());
        Assert.Contains(
            "Page.razor(2,11): warning AT1003: This call of 'Work.AtCallSite' is in the output of another generator",
            feed.BuildOutput,
            StringComparison.Ordinal);
        Assert.DoesNotContain("'Work.AroundBody'", feed.BuildOutput, StringComparison.Ordinal);
    }

    /// <summary>F# has no generator: what is partial is traced, and the program says what is not.</summary>
    [Fact]
    public async Task FSharpProjectIsTracedWhereTheBodyIsAndToldAboutItsOwnAttributes()
    {
        (TraceTree tree, IReadOnlyList<string> error) = await feed.RunAsync("FSharp");

        Assert.Equal("fsharp [segment]\n  Shipping.ShipAsync", tree.Render());
        Assert.Single(error, line => line.StartsWith(
            "AutoTrace: FSharp uses [Traced], but AutoTrace's generator did not compile it", StringComparison.Ordinal));
    }
}
