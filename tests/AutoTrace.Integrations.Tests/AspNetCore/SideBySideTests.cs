using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;

namespace AutoTrace.Integrations.Tests.AspNetCore;

public sealed class SideBySideTests
{
    [Fact]
    public async Task HostsInOneProcessNeverSeeEachOthersSpans()
    {
        const int requests = 20;
        await using TracedApp shop = await StartAsync("shop");
        await using TracedApp orders = await StartAsync("orders");

        await Task.WhenAll(Enumerable.Range(0, requests).SelectMany(_ =>
            new[] { shop.Client.GetStringAsync("/"), orders.Client.GetStringAsync("/") }));

        Assert.All((await shop.TreeAsync(requests)).Roots, AssertOnly("shop"));
        Assert.All((await orders.TreeAsync(requests)).Roots, AssertOnly("orders"));
    }

    [Fact]
    public async Task HostGoesOnWhenAnotherOneHasStopped()
    {
        await using TracedApp shop = await StartAsync("shop");
        await using (TracedApp orders = await StartAsync("orders"))
        {
            await orders.Client.GetStringAsync("/");
            await orders.TreeAsync();
        }

        await shop.Client.GetStringAsync("/");

        Assert.Equal("shop [segment]\n  work of shop", (await shop.TreeAsync()).Render());
    }

    private static Task<TracedApp> StartAsync(string name) => TracedApp.StartAsync(
        web => web.MapGet("/", async () =>
        {
            using TraceScope work = AutoTracer.BeginSubsegment($"work of {name}");
            await Task.Yield();
        }),
        options => options.ServiceName = name);

    private static Action<TraceNode> AssertOnly(string name) => segment =>
    {
        Assert.Equal(name, segment.Name);
        Assert.Equal([$"work of {name}"], segment.Children.Select(child => child.Name));
    };
}
