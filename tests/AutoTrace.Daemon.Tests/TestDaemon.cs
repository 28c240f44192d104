using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests;

/// <summary>A daemon inside the test process, on real sockets and free ports.</summary>
internal sealed class TestDaemon : IAsyncDisposable
{
    private readonly DaemonServer _server;
    private readonly UdpClient _sender = new();

    private TestDaemon(DaemonServer server)
    {
        _server = server;
        Client = new HttpClient { BaseAddress = new Uri($"http://{server.Http}") };
        _sender.Connect(server.Udp);
    }

    public HttpClient Client { get; }

    public int UdpPort => _server.Udp.Port;

    public static async Task<TestDaemon> StartAsync(string? consoleDirectory = null, double defaultRate = 1)
    {
        DaemonOptions options = new(
            new(IPAddress.Loopback, 0), new(IPAddress.Loopback, 0), 256 << 20, defaultRate, ExitWithStdin: false);
        return new TestDaemon(await DaemonServer.StartAsync(options, consoleDirectory ?? "/nowhere"));
    }

    /// <summary>Sends a document as the SDKs do.</summary>
    public void SendByUdp(JsonObject document) =>
        SendByUdp([.. "{\"format\":\"json\",\"version\":1}\n"u8, .. document.Utf8()]);

    public void SendByUdp(ReadOnlySpan<byte> datagram) => _sender.Client.Send(datagram);

    /// <summary>Puts documents in and waits for the answer, so that they are there.</summary>
    public Task<JsonElement> PutAsync(params JsonObject[] documents) => PostAsync("/TraceSegments", new JsonObject
    {
        ["TraceSegmentDocuments"] = new JsonArray([.. documents.Select(d => (JsonNode)d.ToJsonString())]),
    });

    /// <summary>Calls an operation that succeeds.</summary>
    public async Task<JsonElement> PostAsync(string path, JsonObject input)
    {
        using HttpResponseMessage response = await PostRawAsync(path, input.ToJsonString());
        string answer = await response.Content.ReadAsStringAsync();
        Assert.True(
            response.StatusCode == HttpStatusCode.OK,
            $"POST {path}: {response.StatusCode} {answer[..Math.Min(answer.Length, 1000)]}");
        return JsonElement.Parse(answer);
    }

    public Task<HttpResponseMessage> PostRawAsync(string path, string body) =>
        Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<JsonElement> GetAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(path);

    public Task<JsonElement> StatusAsync() => GetAsync("/_autotrace/status");

    /// <summary>Waits until the status says so.</summary>
    public async Task StatusAsync(string name, long value)
    {
        await Eventually.EqualAsync(
            value, () => StatusAsync().GetAwaiter().GetResult().GetProperty(name).GetInt64(), what: name);
    }

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
