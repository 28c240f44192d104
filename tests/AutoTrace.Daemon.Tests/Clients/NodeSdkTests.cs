using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests.Clients;

/// <summary>AWS's own SDK for Node sends by UDP, and what it sent is on record.</summary>
public sealed class NodeSdkTests
{
    private const string Folder = "tests/AutoTrace.Daemon.Tests/node";
    private const string Remedy = $"Needs Node.js 18 or later on the PATH, and \"npm ci\" in {Folder}.";

    [SkippableFact]
    public async Task ASegmentOfTheOfficialSdkAppears()
    {
        string folder = Path.Combine(TestData.RepositoryRoot, Folder);
        Skip.IfNot(Directory.Exists(Path.Combine(folder, "node_modules")), Remedy);
        await using TestDaemon daemon = await TestDaemon.StartAsync();

        using ChildProcess node = StartNode([Path.Combine(folder, "send.mjs"), $"127.0.0.1:{daemon.UdpPort}"]);
        Assert.Equal(0, await node.WaitForExitAsync(TimeSpan.FromMinutes(3)));
        await daemon.StatusAsync("ReceivedDocuments", 1);

        JsonObject input = new() { ["TraceIds"] = new JsonArray(node.Output[^1]) };
        JsonElement trace = Assert.Single((await daemon.PostAsync("/Traces", input)).Items("Traces"));
        JsonElement segment = JsonElement.Parse(Assert.Single(trace.Items("Segments")).Text("Document")!);
        Assert.Equal("node-client", segment.Text("name"));
        Assert.Equal("aws-xray-sdk-core", segment.GetProperty("annotations").Text("sent_by"));
        JsonElement subsegment = Assert.Single(segment.Items("subsegments"));
        Assert.Equal("boom", Assert.Single(subsegment.GetProperty("cause").Items("exceptions")).Text("message"));
        Assert.Equal(0, (await daemon.StatusAsync()).Number("InvalidDocuments"));
    }

    private static ChildProcess StartNode(string[] arguments)
    {
        try
        {
            return ChildProcess.Start("node", arguments);
        }
        catch (Win32Exception)
        {
            throw new SkipException(Remedy);
        }
    }
}
