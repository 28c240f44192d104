using AutoTrace.Export;

namespace AutoTrace.Tests.Export;

/// <summary>The forms of AWS_XRAY_DAEMON_ADDRESS.</summary>
public sealed class DaemonAddressTests
{
    [Theory]
    [InlineData("localhost", "localhost:2000", "localhost:2000")]
    [InlineData("daemon.internal:3000", "daemon.internal:3000", "daemon.internal:3000")]
    [InlineData("10.0.0.1:65535", "10.0.0.1:65535", "10.0.0.1:65535")]
    [InlineData("[::1]:2001", "[::1]:2001", "[::1]:2001")]
    [InlineData("[::1]", "[::1]:2000", "[::1]:2000")]
    [InlineData("udp:10.0.0.1:2001", "10.0.0.1:2001", "10.0.0.1:2001")]
    [InlineData("tcp:10.0.0.1:2000 udp:10.0.0.2:2001", "10.0.0.2:2001", "10.0.0.1:2000")]
    [InlineData("udp:10.0.0.2:2001 tcp:10.0.0.1:2000", "10.0.0.2:2001", "10.0.0.1:2000")]
    [InlineData("UDP:a:1 TCP:b:2", "a:1", "b:2")]
    public void AValidAddressNamesBothSides(string text, string udp, string tcp)
    {
        Assert.True(DaemonAddress.TryParse(text, out DaemonAddress? address));
        Assert.Equal((udp, tcp), (address.Udp.ToString(), address.Tcp.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("host:+1")]
    [InlineData("host:two")]
    [InlineData(":2000")]
    [InlineData("::1")]
    [InlineData("[::1")]
    [InlineData("[::1]2000")]
    [InlineData("[host]:2000")]
    [InlineData("tcp:a:1")]
    [InlineData("tcp:a:1 tcp:b:2")]
    [InlineData("udp:a:1 udp:b:2")]
    [InlineData("udp:a:1 tcp:b:0")]
    [InlineData("udp:a:1 tcp:b:2 udp:c:3")]
    [InlineData("http://host:2000")]
    public void AnythingElseIsRefused(string text) => Assert.False(DaemonAddress.TryParse(text, out _));

    [Fact]
    public void ABadAddressInCodeThrowsAndNamesTheValueAndTheForms()
    {
        AutoTraceOptions options = new();
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => options.DaemonAddress = "host:99999");
        Assert.Contains("'host:99999'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("host:port", refusal.Message, StringComparison.Ordinal);
    }
}
