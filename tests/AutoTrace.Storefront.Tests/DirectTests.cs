using System.Net.Http.Json;
using System.Text.Json;
using AutoTrace.Daemon.Tests.Clients;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Storefront.Tests;

/// <summary>The services send to X-Ray's API, signed, and nothing by UDP.</summary>
public class DirectTests
{
    // In 2100, whatever the clock shows.
    private const long EndOfTime = 4_102_444_800;

    private static readonly string[] s_always = ["--start-time", "0", "--end-time", $"{EndOfTime}"];

    private static readonly HashSet<string?> s_services =
        ["bank", "fulfilment", "inventory", "orders", "payments", "storefront"];

    [Fact]
    public async Task TheApiShowsWhatTheShopDid()
    {
        using ChildProcess sample = SampleProcess.Start("--direct", "--port", "0", "--seconds", "5", "--check");

        int exitCode = await sample.WaitForExitAsync(SampleProcess.Deadline);

        Assert.DoesNotContain(sample.Output, line => line.StartsWith("FAIL", StringComparison.Ordinal));
        Assert.Contains(
            sample.Output, line => line.StartsWith("ok   received = sent of payments", StringComparison.Ordinal));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task WithoutAServiceTheCheckFails()
    {
        using ChildProcess sample = SampleProcess.Start(
            "--direct", "--port", "0", "--seconds", "1", "--check", "--without", "payments");

        Assert.Equal(1, await sample.WaitForExitAsync(SampleProcess.Deadline));
        Assert.Contains(sample.Output, line => line.StartsWith("FAIL node payments", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task TheAwsCliReadsBackWhatWasSent()
    {
        using ChildProcess sample = SampleProcess.Start("--direct", "--port", "0");
        using HttpClient daemon = new() { BaseAddress = await sample.WaitForConsoleAsync() };
        string? order = null;
        await Eventually.TrueAsync(() => (order = FindWholeOrder(daemon)) is not null, SampleProcess.Deadline);

        JsonElement map = await AwsCli.XRayAsync(daemon.BaseAddress, ["get-service-graph", .. s_always]);
        JsonElement summaries = await AwsCli.XRayAsync(daemon.BaseAddress, ["get-trace-summaries", .. s_always]);
        JsonElement traces = await AwsCli.XRayAsync(daemon.BaseAddress, "batch-get-traces", "--trace-ids", order!);

        Assert.Superset(s_services, NamesOf(map.Items("Services")));
        Assert.Contains(summaries.Items("TraceSummaries"), summary => summary.Text("Id") == order);
        Assert.Superset(
            s_services,
            traces.Items("Traces").Single().Items("Segments")
                .Select(segment => JsonElement.Parse(segment.Text("Document")!).Text("name")).ToHashSet());
        JsonElement status = await daemon.GetFromJsonAsync<JsonElement>("_autotrace/status");
        Assert.Equal(0, status.Number("ReceivedDatagrams"));
        Assert.Equal(0, status.Number("InvalidDocuments"));
    }

    /// <summary>The id of a trace that all services have sent their part of; null for none yet.</summary>
    private static string? FindWholeOrder(HttpClient daemon)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "TraceSummaries")
        {
            Content = JsonContent.Create(
                new { StartTime = 0, EndTime = EndOfTime }, options: JsonSerializerOptions.Default),
        };
        using HttpResponseMessage response = daemon.Send(request);
        using JsonDocument answer = JsonDocument.Parse(response.EnsureSuccessStatusCode().Content.ReadAsStream());
        return answer.RootElement.Items("TraceSummaries")
            .FirstOrDefault(summary => s_services.IsSubsetOf(NamesOf(summary.Items("ServiceIds")))).Text("Id");
    }

    private static HashSet<string?> NamesOf(IEnumerable<JsonElement> services) =>
        [.. services.Select(service => service.Text("Name"))];
}
