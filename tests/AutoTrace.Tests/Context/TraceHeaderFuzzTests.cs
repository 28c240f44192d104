namespace AutoTrace.Tests.Context;

public sealed class TraceHeaderFuzzTests
{
    private const string Characters = ";=?-:| \0\r\n0123456789abcdefABCDEF";

    private static readonly string[] s_headers =
    [
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=?",
        "Self=1-67891234-12456789abcdef012345678;Root=1-67891233-abcdef012345678912345678",
        "Root=1-5759e988-bd862e3fe1be46a994272793; Parent=53995c3f42cd8ad8; Sampled=0;Lineage=a87bd80c:1|68fd508a:5",
    ];

    private static readonly string[] s_traceparents =
    [
        "00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01",
        "cc-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-00-what-comes-later",
    ];

    [Fact]
    public void NoHeaderIsAnErrorAndWhatIsAcceptedIsPassedOnAsItWasRead()
    {
        int accepted = 0;
        foreach (string text in Fuzz.Variations(s_headers, Characters, seed: 1).Take(Fuzz.Count))
        {
            if (TraceHeader.TryParse(text, out TraceHeader header))
            {
                accepted++;
                AssertKept(header, text);
                Assert.Contains(header.Root.ToString(), text, StringComparison.OrdinalIgnoreCase);
                string parent = header.Parent.IsEmpty ? "" : header.Parent.ToString();
                Assert.Contains(parent, text, StringComparison.OrdinalIgnoreCase);
            }
        }

        AssertBothHappened(accepted);
    }

    [Fact]
    public void NoTraceparentIsAnErrorAndWhatIsAcceptedIsPassedOnAsItWasRead()
    {
        int accepted = 0;
        foreach (string text in Fuzz.Variations(s_traceparents, Characters, seed: 2).Take(Fuzz.Count))
        {
            if (TraceHeader.TryParseTraceparent(text, out TraceHeader header))
            {
                accepted++;
                AssertKept(header, text);
                Assert.True(TraceHeader.TryParseTraceparent(header.ToTraceparent(), out TraceHeader again), text);
                Assert.Equal(header, again);
                Assert.Contains(header.Root.ToW3CString(), text);
                Assert.Contains(header.Parent.ToString(), text);
            }
        }

        AssertBothHappened(accepted);
    }

    private static void AssertKept(TraceHeader header, string text)
    {
        string written = header.ToString();

        Assert.True(TraceHeader.TryParse(written, out TraceHeader again), text);
        Assert.Equal(header, again);
        Assert.Equal(written, again.ToString());
        Assert.True(written.All(c => c is >= ' ' and <= '~'), text);
        Assert.True(SegmentRules.IsTraceId(header.Root.ToString()), text);
        Assert.True(header.Parent.IsEmpty || SegmentRules.IsId(header.Parent.ToString()), text);
    }

    // Else the variations would be all alike, and the test would show little.
    private static void AssertBothHappened(int accepted) =>
        Assert.InRange(accepted, Fuzz.Count / 20, Fuzz.Count * 19 / 20);
}
