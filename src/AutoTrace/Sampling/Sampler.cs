using AutoTrace.Model;

namespace AutoTrace.Sampling;

/// <summary>
/// Decides once per segment whether it is recorded: as the incoming header says, else by X-Ray's rules, else by those
/// of this process. Never by the trace id, which carries the time in X-Ray's form.
/// </summary>
/// <remarks>Any thread decides; it takes no lock and allocates nothing. Rules may be replaced at any time.</remarks>
/// <param name="options">Of the runtime: its clock and its origin.</param>
/// <param name="random">For tests; may be asked by any thread.</param>
internal sealed class Sampler(AutoTraceOptions options, Random? random = null)
{
    private readonly Random _random = random ?? Random.Shared;
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SamplingRules? _central;
    private SamplingRules? _local;

    /// <summary>X-Ray's own rules; null while they are not known, or no more.</summary>
    public SamplingRules? Central
    {
        get => Volatile.Read(ref _central);
        set => Volatile.Write(ref _central, value);
    }

    /// <summary>
    /// The rules of this process, for what <see cref="Central"/> does not decide. Null records everything.
    /// </summary>
    public SamplingRules? Local
    {
        get => Volatile.Read(ref _local);
        set => Volatile.Write(ref _local, value);
    }

    /// <summary>Completes once X-Ray's rules are there, or it is clear that nobody will ask for them.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Completes <see cref="Settled"/>.</summary>
    public void Settle() => _settled.TrySetResult();

    /// <summary>What decides where no decision came in, to end a sentence with.</summary>
    public string Description => Local?.Description ?? "everything";

    /// <param name="name">The segment's.</param>
    /// <param name="segment">Where it stands, and what is known of it.</param>
    public SamplingVerdict Decide(SpanName name, in SegmentOptions segment) => segment.Header.Sampled switch
    {
        SamplingDecision.Sampled => new SamplingVerdict(IsSampled: true),
        SamplingDecision.NotSampled => new SamplingVerdict(IsSampled: false),
        _ => Decide(segment.Request with
        {
            ServiceName = segment.Request.ServiceName ?? name.ToString(),
            ServiceType = segment.Request.ServiceType ?? segment.Origin ?? options.Origin,
        }),
    };

    private SamplingVerdict Decide(in SamplingRequest request) =>
        (Central?.Find(request) ?? Local?.Find(request)) is { } rule
            ? new SamplingVerdict(rule.Reservoir.Decide(mayBorrow: rule.ReservoirSize > 0, _random), rule.Name, rule.Anomalies)
            : new SamplingVerdict(IsSampled: true);
}
