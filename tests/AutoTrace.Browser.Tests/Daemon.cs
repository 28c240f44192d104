using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace AutoTrace.Browser.Tests;

/// <summary>The built <c>autotrace</c> as a process on free ports, away from its own directory.</summary>
internal sealed class Daemon : IDisposable
{
    private static readonly HttpClient s_http = new();
    private readonly ChildProcess _process;
    private readonly UdpClient _udp = new();
    private int _sent;

    private Daemon(ChildProcess process, string udp, string http)
    {
        _process = process;
        Udp = udp;
        Address = new Uri($"http://{http}/");
        string[] endpoint = udp.Split(':');
        _udp.Connect(endpoint[0], int.Parse(endpoint[1], provider: null));
    }

    /// <summary>The console's address.</summary>
    public Uri Address { get; }

    public string Udp { get; }

    public static async Task<Daemon> StartAsync()
    {
        ChildProcess process = ChildProcess.StartDotnet(
            [Metadata("Daemon"), "--udp", "127.0.0.1:0", "--http", "127.0.0.1:0"]);
        string line = await process.WaitForLineAsync(text => text.StartsWith("listening ", StringComparison.Ordinal));
        string[] words = line.Split(' ');
        return new Daemon(process, words[1]["udp=".Length..], words[2]["http=".Length..]);
    }

    /// <summary>Sends documents over UDP and waits until the daemon has taken all that were ever sent.</summary>
    public async Task SendAsync(params IEnumerable<string> documents)
    {
        foreach (string document in documents)
        {
            await _udp.SendAsync(Encoding.UTF8.GetBytes("{\"format\":\"json\",\"version\":1}\n" + document));
            _sent++;
        }

        await Eventually.EqualAsync(_sent, () => ReadStatus("ReceivedDatagrams"));
    }

    /// <summary>A counter of the daemon's status.</summary>
    public int ReadStatus(string name)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Address, "_autotrace/status"));
        using HttpResponseMessage response = s_http.Send(request);
        using JsonDocument json = JsonDocument.Parse(response.Content.ReadAsStream());
        return json.RootElement.GetProperty(name).GetInt32();
    }

    public void Dispose()
    {
        _udp.Dispose();
        _process.Dispose();
    }

    /// <summary>A path that the build has written into the assembly.</summary>
    public static string Metadata(string key) => typeof(Daemon).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
