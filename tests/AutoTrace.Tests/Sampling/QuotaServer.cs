using System.Globalization;
using System.Text;
using System.Text.Json;
using AutoTrace.Export;

namespace AutoTrace.Tests.Sampling;

/// <summary>
/// A simple model of X-Ray's side: one rule, whose reservoir is shared out among those who have reported on it in the
/// last half minute, a whole number of requests a second each; what does not divide goes to the first.
/// </summary>
internal sealed class QuotaServer(TimeProvider clock, int reservoir, double fixedRate) : ISamplingTransport
{
    private static readonly TimeSpan s_memory = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (DateTimeOffset SeenAt, int Quota)> _clients = new(StringComparer.Ordinal);

    public string Description => "model";

    /// <summary>What all clients have reported so far.</summary>
    public long Requests { get; private set; }

    /// <inheritdoc cref="Requests"/>
    public long Sampled { get; private set; }

    /// <inheritdoc cref="Requests"/>
    public long Borrowed { get; private set; }

    public Task<ReadOnlyMemory<byte>> GetSamplingRulesAsync(
        ReadOnlyMemory<byte> request, CancellationToken cancellation) => Answer(ScriptedSampling.RulesOf(
            ScriptedSampling.Rule("fleet", fixedRate, reservoir, priority: 1), ScriptedSampling.Rule("Default")));

    public Task<ReadOnlyMemory<byte>> GetSamplingTargetsAsync(
        ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        JsonElement report = JsonElement.Parse(request.Span).Items("SamplingStatisticsDocuments").Single();
        Requests += (long)report.Number("RequestCount")!.Value;
        Sampled += (long)report.Number("SampledCount")!.Value;
        Borrowed += (long)report.Number("BorrowCount")!.Value;
        int quota = Assign(report.Text("ClientID")!);
        long ends = (clock.GetUtcNow() + s_memory).ToUnixTimeSeconds();
        return Answer(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"SamplingTargetDocuments":[{"RuleName":"fleet","FixedRate":{{fixedRate}},"ReservoirQuota":{{quota}},
            "ReservoirQuotaTTL":{{ends}},"Interval":10}],"LastRuleModification":0}
            """));
    }

    /// <summary>Never assigns more than there is: what others hold is theirs until it ends.</summary>
    private int Assign(string client)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (string gone in _clients.Where(other => other.Value.SeenAt + s_memory < now).Select(other => other.Key).ToArray())
        {
            _clients.Remove(gone);
        }

        int held = _clients.Where(other => other.Key != client).Sum(other => other.Value.Quota);
        int clients = _clients.Count + (_clients.ContainsKey(client) ? 0 : 1);
        int share = (reservoir + clients - 1) / clients;
        int quota = Math.Min(share, reservoir - held);
        _clients[client] = (now, quota);
        return quota;
    }

    private static Task<ReadOnlyMemory<byte>> Answer(string body) =>
        Task.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(body));
}
