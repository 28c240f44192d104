using System.Net.Sockets;
using System.Text;
using Xunit.Sdk;

namespace AutoTrace.Tests.TestKit;

public sealed class FakeDaemonTests : IDisposable
{
    private const string Header = "{\"format\":\"json\",\"version\":1}\n";
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(50);

    private readonly FakeDaemon _daemon = new();
    private readonly UdpClient _client = new();

    [Fact]
    public async Task DocumentsArriveInOrder()
    {
        Send(Header + Document(1));
        Send(Header + Document(2));

        IReadOnlyList<SegmentDocument> documents = await _daemon.WaitForDocumentsAsync(2);

        Assert.Equal(["0000000000000001", "0000000000000002"], documents.Select(document => document.Id));
        _daemon.AssertValid();
    }

    [Fact]
    public async Task WaitingEndsAsSoonAsTheDocumentArrives()
    {
        Task<IReadOnlyList<SegmentDocument>> waiting = _daemon.WaitForDocumentsAsync(1);
        Assert.False(waiting.IsCompleted);

        Send(Header + Document(1));

        Assert.Single(await waiting);
    }

    [Fact]
    public async Task WaitingInVainEndsInAListOfWhatArrived()
    {
        Send("garbage");
        Send(Header + Document(7));
        await _daemon.WaitForDocumentsAsync(1);

        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(
            () => _daemon.WaitForDocumentsAsync(2, s_short));

        Assert.Contains("2 documents", error.Message);
        Assert.Contains("segment 0000000000000007 \"s\"", error.Message);
        Assert.Contains("rejected: ", error.Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"format\":\"json\",\"version\":2}\n{}")]
    [InlineData("{\"format\":\"xml\",\"version\":1}\n{}")]
    [InlineData("{\"format\":\"json\",\"version\":1\n{}")]
    [InlineData(Header)]
    [InlineData(Header + "{\"id\":")]
    public async Task DatagramThatTheDaemonWouldNotAcceptIsRejected(string datagram)
    {
        Send(datagram);
        Send(Header + Document(1));
        await _daemon.WaitForDocumentsAsync(1);

        Assert.Single(_daemon.Rejected);
        Assert.ThrowsAny<XunitException>(_daemon.AssertValid);
    }

    [Fact]
    public async Task DocumentThatBreaksARuleFailsValidation()
    {
        Send(Header + Document(0));
        await _daemon.WaitForDocumentsAsync(1);

        Assert.Throws<FailException>(_daemon.AssertValid);
    }

    [Fact]
    public async Task BurstOfLargeDocumentsIsNotLost()
    {
        const int Count = 40;
        string filler = new('x', 60_000);
        for (int i = 1; i <= Count; i++)
        {
            Send(Header + Document(i, filler));
        }

        Assert.Equal(Count, (await _daemon.WaitForDocumentsAsync(Count)).Count);
    }

    [Fact]
    public async Task NewDaemonComesBackOnThePortOfOneThatIsGone()
    {
        _daemon.Dispose();
        using FakeDaemon second = new(_daemon.EndPoint.Port);

        Send(Header + Document(1));

        Assert.Single(await second.WaitForDocumentsAsync(1));
    }

    [Fact]
    public async Task WaitingForADaemonThatIsGoneEndsAtOnce()
    {
        _daemon.Dispose();

        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(() => _daemon.WaitForDocumentsAsync(1));

        Assert.StartsWith("Will never come", error.Message);
    }

    public void Dispose()
    {
        _client.Dispose();
        _daemon.Dispose();
    }

    private static string Document(int id, string origin = "o") =>
        $$"""
        {"trace_id":"1-581cf771-a006649127e371903a2de979","id":"{{id:x16}}","name":"s","start_time":1767225600,
        "end_time":1767225601,"origin":"{{origin}}"}
        """;

    private void Send(string datagram)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(datagram);
        Assert.Equal(bytes.Length, _client.Send(bytes, _daemon.EndPoint));
    }
}
