using AutoTrace.Tests.Shared;

namespace AutoTrace.PackageTests;

/// <summary>
/// What docs/sending-to-xray.md has a user do: the packages, the one line, region and credentials in the environment.
/// </summary>
[Collection(PackedFeed.Name)]
public sealed class DirectTests(PackedFeed feed)
{
    [Theory]
    [InlineData("Direct", "direct")]
    [InlineData("DirectWeb", "DirectWeb")]
    public async Task ProgramSendsStraightToXRay(string consumer, string service)
    {
        using FakeXRay xray = FakeXRay.Signed();
        using ChildProcess program = ChildProcess.StartDotnet(
            [feed.PathOf($"{consumer}/bin/Debug/net10.0/{consumer}.dll")],
            new Dictionary<string, string>
            {
                ["AWS_ENDPOINT_URL_XRAY"] = xray.Url.AbsoluteUri,
                ["AWS_REGION"] = FakeXRay.Region,
                ["AWS_ACCESS_KEY_ID"] = FakeXRay.AccessKey,
                ["AWS_SECRET_ACCESS_KEY"] = FakeXRay.SecretKey,
                ["AUTOTRACE_SAMPLE_EVERYTHING"] = "true",
            });
        int exitCode = await program.WaitForExitAsync(TimeSpan.FromMinutes(2));

        Assert.True(exitCode == 0, string.Join('\n', program.Error));
        TraceTree tree = TraceTree.Of(xray.Accepted);
        Assert.Equal(service, tree.Nodes.Single(node => node.Id == tree["Work.AtCallSite"].ParentId).Name);
    }
}
