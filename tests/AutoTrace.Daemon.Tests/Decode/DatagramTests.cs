using System.Text;
using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Tests.Decode;

public sealed class DatagramTests
{
    [Theory]
    [InlineData("""{"format":"json","version":1}""")]
    [InlineData("""{"format": "json", "version": 1}""")]
    [InlineData("""{"version":1,"format":"JSON","more":[]}""")]
    public void AHeaderOfVersion1IsTakenOffAtTheFirstLineFeed(string header)
    {
        Assert.True(
            Datagram.TryOpen(Encoding.UTF8.GetBytes($"{header}\n{{}}\n{{}}"), out ReadOnlySpan<byte> document, out _));
        Assert.Equal("{}\n{}", Encoding.UTF8.GetString(document));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("junk", "no document after a header line")]
    [InlineData("{\"format\":\"json\",\"version\":1}\n", "no document after a header line")]
    [InlineData("{\"format\":\"json\",\"version\":2}\n{}", "the header line is not")]
    [InlineData("{\"format\":\"yaml\",\"version\":1}\n{}", "the header line is not")]
    [InlineData("{\"format\":7,\"version\":\"1\"}\n{}", "the header line is not")]
    [InlineData("{\"format\":\"json\",\"version\":1\n{}", "the header line is not")]
    [InlineData("[]\n{}", "the header line is not")]
    public void AnyOtherDatagramIsRefused(string datagram, string reason)
    {
        Assert.False(Datagram.TryOpen(Encoding.UTF8.GetBytes(datagram), out _, out Rejection? rejection));
        Assert.Contains(reason, rejection.Reason);
    }
}
