using System.Net;
using System.Net.Sockets;
using AutoTrace.Daemon.Receive;
using AutoTrace.Daemon.Store;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests.Receive;

public sealed class UdpReceiverTests
{
    private readonly TraceStore _store = new(long.MaxValue);

    [Fact]
    public async Task TheLargestDatagramArrivesWhole()
    {
        Intake intake = new(_store, TimeProvider.System);
        using UdpReceiver receiver = UdpReceiver.Start(new(IPAddress.Loopback, 0), intake);
        byte[] datagram = new byte[65_507];
        "{\"format\":\"json\",\"version\":1}\n"u8.CopyTo(datagram);
        byte[] document = Some.Segment("a", 1).Utf8();
        document.CopyTo(datagram, 30);
        datagram.AsSpan(30 + document.Length).Fill((byte)' ');

        using UdpClient sender = new();
        sender.Connect(receiver.Endpoint);
        await sender.Client.SendAsync(datagram);

        await Eventually.EqualAsync(1, () => intake.Documents);
    }

    [Fact]
    public void ANewSocketHasDroppedNothing()
    {
        Intake intake = new(_store, TimeProvider.System);
        using UdpReceiver receiver = UdpReceiver.Start(new(IPAddress.Loopback, 0), intake);

        Assert.Equal(OperatingSystem.IsLinux() ? 0 : null, receiver.KernelDrops());
    }

    [SkippableFact]
    public void ASocketThatNobodyReadsDropsAndTheCountSaysSo()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux counts a socket's drops: run the tests there.");
        using Socket deaf = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        deaf.ReceiveBufferSize = 4096;
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using UdpClient sender = new();
        sender.Connect((IPEndPoint)deaf.LocalEndPoint!);
        byte[] datagram = new byte[1000];

        for (int i = 0; i < 200; i++)
        {
            sender.Client.Send(datagram);
        }

        Assert.InRange(KernelDrops.Of(deaf)!.Value, 1, 199);
    }

    [Fact]
    public void ARowIsFoundByItsInode()
    {
        string[] table =
        [
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref "
                + "pointer drops",
            Row(101, "0100007F:07D0", 52123, 17),
            Row(102, "0100007F:07D1", 5212, 4),
        ];

        Assert.Equal(17, KernelDrops.Find(table, "52123"));
        Assert.Equal(4, KernelDrops.Find(table, "5212"));
        Assert.Null(KernelDrops.Find(table, "1"));

        static string Row(int slot, string local, int inode, int drops) =>
            $"  {slot}: {local} 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 {inode} 2 "
                + $"0000000000000000 {drops}";
    }
}
