using AutoTrace.Tests.Shared;
using Microsoft.AspNetCore.Builder;

namespace AutoTrace.Integrations.Tests.AspNetCore;

/// <summary>Rules decide about a request by what is known when it arrives.</summary>
public sealed class SamplingRulesTests : IDisposable
{
    private const string Root = "1-5759e988-bd862e3fe1be46a994272793";

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("127.0.0.1", "get", "/orders/a%20b", 1)]
    [InlineData("127.0.0.1:*", "*", "*", 0)]
    [InlineData("*", "POST", "*", 0)]
    [InlineData("*", "*", "/orders", 0)]
    public async Task ARuleSeesHostMethodAndPathAndACallerWhoAsksIsToldWhatItDecided(
        string host, string method, string path, int sampled)
    {
        await using TracedApp app = await StartAsync(host, method, path);
        using HttpResponseMessage response = await SendAsync(app, $"Root={Root};Sampled=?");

        Assert.Equal($"Root={Root};Sampled={sampled}", response.Headers.GetValues("X-Amzn-Trace-Id").Single());
        TraceTree tree = await app.TreeAsync(documents: sampled);
        Assert.All(
            tree.Roots, segment => Assert.Equal("it", (string?)segment.Block("aws")!["xray"]!["sampling_rule_name"]));
    }

    [Theory]
    [InlineData("Sampled=1", 1)]
    [InlineData("Sampled=0", 0)]
    public async Task ADecisionThatCameInHoldsWhateverTheRuleSaysAndIsNoRules(string decision, int sampled)
    {
        await using TracedApp app = await StartAsync("*", sampled == 1 ? "POST" : "*", "*");
        using HttpResponseMessage response = await SendAsync(app, $"Root={Root};{decision}");

        Assert.False(response.Headers.Contains("X-Amzn-Trace-Id"));
        TraceTree tree = await app.TreeAsync(documents: sampled);
        Assert.All(tree.Roots, segment => Assert.Null(segment.Block("aws")!["xray"]!["sampling_rule_name"]));
    }

    private static async Task<HttpResponseMessage> SendAsync(TracedApp app, string header)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/orders/a%20b?page=1");
        request.Headers.Add("X-Amzn-Trace-Id", header);
        HttpResponseMessage response = await app.Client.SendAsync(request);
        await Eventually.EqualAsync(1, () => app.Runtime.Counters.Produced);
        return response;
    }

    /// <summary>An application with one rule, which takes all, beside a default that takes nothing.</summary>
    private Task<TracedApp> StartAsync(string host, string method, string path)
    {
        File.WriteAllText(
            _path,
            $$"""
            {
              "version": 2,
              "rules": [
                {
                  "description": "it", "host": "{{host}}", "http_method": "{{method}}", "url_path": "{{path}}",
                  "fixed_target": 0, "rate": 1
                }
              ],
              "default": { "fixed_target": 0, "rate": 0 }
            }
            """);
        return TracedApp.StartAsync(
            web => web.MapGet("/orders/{customer}", (string customer) => customer),
            options =>
            {
                options.SampleEverything = false;
                options.SamplingRulesFile = _path;
            });
    }
}
