using AutoTrace.Model;
using AutoTrace.Sampling;

namespace AutoTrace.Benchmarks;

/// <summary>
/// Decisions about requests, by as many rules as X-Ray allows in a region: all but the last differ from the request in
/// their path.
/// </summary>
internal sealed class Decisions
{
    private const int Rules = 25;

    private static readonly SpanName s_service = SpanName.From("shop");

    private readonly Sampler _sampler = new(new AutoTraceOptions());
    private readonly SegmentOptions _request = new()
    {
        Request = new SamplingRequest { Host = "shop.example.com", Method = "GET", UrlPath = "/orders/4711/items" },
    };

    private int _sampled;

    public Decisions()
    {
        SamplingRule[] rules = [.. Enumerable.Range(0, Rules - 1).Select(Rule)];
        SamplingRule last = SamplingRules.DefaultRule(
            SamplingRule.DefaultReservoirSize, SamplingRule.DefaultFixedRate, TimeProvider.System);
        _sampler.Local = new SamplingRules([.. rules, last]);
    }

    public void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _sampled += _sampler.Decide(s_service, _request).IsSampled ? 1 : 0;
        }
    }

    private static SamplingRule Rule(int index) => new()
    {
        Name = $"rule{index}",
        Priority = index,
        ReservoirSize = 1,
        UrlPath = new WildcardPattern($"/orders/*/parts{index}"),
        Reservoir = new Reservoir(TimeProvider.System, new SamplingTarget { FixedRate = 0.05, Quota = 1 }),
    };
}
