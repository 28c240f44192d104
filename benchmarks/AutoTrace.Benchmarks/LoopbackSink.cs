using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AutoTrace.Benchmarks;

/// <summary>
/// Takes what is posted and says that all of it was well, and takes datagrams; in a process of its own: its CPU time is
/// not that of who is measured.
/// </summary>
internal sealed class LoopbackSink : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new();

    private LoopbackSink(Process process, Uri http, string udp)
    {
        _process = process;
        Http = http;
        Udp = udp;
    }

    /// <summary>Where to post to.</summary>
    public Uri Http { get; }

    /// <summary>Where to send datagrams to: <c>127.0.0.1:4711</c>.</summary>
    public string Udp { get; }

    public static LoopbackSink Start()
    {
        Process process = ChildProcess.Start("--sink");
        string said = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The sink said nothing.");
        string[] addresses = said.Split(' ');
        return new LoopbackSink(process, new Uri(addresses[0]), addresses[1]);
    }

    /// <summary>What the child process does, until its standard input ends.</summary>
    public static void Run()
    {
        using HttpListener listener = Listen();
        using Socket udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.ReceiveBufferSize = 8 << 20;
        udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        long requests = 0;
        long datagrams = 0;
        Console.Out.WriteLine($"{listener.Prefixes.Single()} {udp.LocalEndPoint}");
        Console.Out.Flush();
        new Thread(() =>
        {
            byte[] datagram = new byte[65_536];
            while (true)
            {
                udp.Receive(datagram, SocketFlags.None, out SocketError end);
                if (end != SocketError.Success)
                {
                    return;
                }

                datagrams++;
            }
        }) { IsBackground = true }.Start();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                HttpListenerContext context = await listener.GetContextAsync();
                bool isPost = context.Request.HttpMethod == "POST";
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                requests += isPost ? 1 : 0;
                string answer = isPost
                    ? "{}"
                    : string.Create(CultureInfo.InvariantCulture, $"{requests} {Volatile.Read(ref datagrams)}");
                context.Response.Close(Encoding.ASCII.GetBytes(answer), willBlock: false);
            }
        });
        Console.In.ReadToEnd();
    }

    /// <summary>How many requests it has answered, and how many datagrams it has got.</summary>
    public (long Requests, long Datagrams) Received()
    {
        long[] counts = [.. _client.GetStringAsync(Http).GetAwaiter().GetResult().Split(' ')
            .Select(count => long.Parse(count, CultureInfo.InvariantCulture))];
        return (counts[0], counts[1]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _client.Dispose();
    }

    // A listener takes no port 0: another takes a free one first and gives it back.
    private static HttpListener Listen()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        HttpListener listener = new();
        listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        listener.Start();
        return listener;
    }
}
