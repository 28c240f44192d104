using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AutoTrace.Benchmarks;

/// <summary>
/// A server of the loopback that takes what is posted and says 200, in a process of its own: its CPU time is not that of who
/// is measured.
/// </summary>
internal sealed class HttpSink : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new();

    private HttpSink(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where to post to.</summary>
    public Uri Address { get; }

    public static HttpSink Start()
    {
        Process process = ChildProcess.Start("--http-sink");
        string said = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The HTTP sink said nothing.");
        return new HttpSink(process, new Uri(said));
    }

    /// <summary>What the child process does, until its standard input ends.</summary>
    public static void Run()
    {
        using HttpListener listener = Listen();
        long count = 0;
        Console.Out.WriteLine(listener.Prefixes.Single());
        Console.Out.Flush();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                HttpListenerContext context = await listener.GetContextAsync();
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                count += context.Request.HttpMethod == "POST" ? 1 : 0;
                context.Response.Close(
                    System.Text.Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)), willBlock: false);
            }
        });
        Console.In.ReadToEnd();
    }

    /// <summary>How many requests it has answered.</summary>
    public long RequestCount() =>
        long.Parse(_client.GetStringAsync(Address).GetAwaiter().GetResult(), CultureInfo.InvariantCulture);

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
        HttpListener listener = new() { Prefixes = { string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/") } };
        listener.Start();
        return listener;
    }
}
