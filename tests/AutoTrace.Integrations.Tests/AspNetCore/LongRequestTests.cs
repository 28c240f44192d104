using System.Net.WebSockets;
using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AutoTrace.Integrations.Tests.AspNetCore;

public sealed class LongRequestTests
{
    [Fact]
    public async Task SegmentOfAStreamedResponseEndsWithTheStream()
    {
        TaskCompletionSource firstRead = new();
        await using TracedApp app = await TracedApp.StartAsync(web => web.MapGet("/", async (HttpResponse response) =>
        {
            await response.WriteAsync("1");
            await response.Body.FlushAsync();
            await firstRead.Task;
            using TraceScope last = AutoTracer.BeginSubsegment("last");
            await response.WriteAsync("2");
        }));
        using Stream stream = await app.Client.GetStreamAsync("/");
        Assert.Equal('1', stream.ReadByte());
        await app.TreeAsync(documents: 0);

        firstRead.SetResult();

        Assert.Equal('2', stream.ReadByte());
        Assert.Equal("shop [segment]\n  last", (await app.TreeAsync()).Render());
    }

    [Fact]
    public async Task SegmentOfAWebSocketEndsWhenItIsClosed()
    {
        await using TracedApp app = await TracedApp.StartAsync(web =>
        {
            web.UseWebSockets();
            web.Run(async context =>
            {
                using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
                await socket.ReceiveAsync(new byte[1], CancellationToken.None);
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            });
        });
        using ClientWebSocket client = new();
        await client.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws" }.Uri, CancellationToken.None);
        await app.TreeAsync(documents: 0);

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        TraceNode segment = await app.SegmentAsync();
        Assert.Equal(101, (int?)segment.Http!["response"]!["status"]);
        Assert.Equal("shop [segment]", segment.ToString());
    }
}
