using System.Security.Cryptography;
using System.Text.Json;
using AutoTrace.Diagnostics;
using AutoTrace.Export;

namespace AutoTrace.Sampling;

/// <summary>
/// Keeps a sampler in step with X-Ray: asks for its rules every five minutes, and tells it every ten seconds what they
/// have decided, to be assigned a share of their reservoirs. What fails changes nothing: rules and shares hold, and what
/// could not be told is told later. After an hour without an answer the process's own rules decide.
/// </summary>
/// <remarks>For one caller at a time.</remarks>
internal sealed class CentralSampling
{
    // X-Ray allows for 25 rules, or some more by request. More pages are no answer of its.
    private const int MaxPages = 20;
    private const int LargestAnswer = 1 << 20;
    private const int ClientIdBytes = 12;
    private const int MostComplaints = 20;
    private const int TimeoutSeconds = 10;

    // A daemon that starts beside the program is a little late. Failing once a minute, it is said again every hour.
    private const int FailuresUntilSaid = 3;
    private const int FailuresBetween = 60;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(TimeoutSeconds);

    private readonly ISamplingTransport _transport;
    private readonly Sampler _sampler;
    private readonly string _serviceName;
    private readonly RuntimeLog _log;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly string _clientId =
        Convert.ToHexString(RandomNumberGenerator.GetBytes(ClientIdBytes)).ToLowerInvariant();
    private readonly PollSchedule _rules;
    private readonly PollSchedule _targets;
    private readonly HashSet<string> _complaints = [];
    private Dictionary<string, RuleAccount> _accounts = new(StringComparer.Ordinal);
    private TimeSpan _rulesEnd = TimeSpan.MaxValue;
    private double _rulesModifiedAt;

    public CentralSampling(
        ISamplingTransport transport,
        Sampler sampler,
        string serviceName,
        RuntimeLog log,
        TimeProvider clock,
        Func<double>? random = null)
    {
        random ??= Random.Shared.NextDouble;
        _transport = transport;
        _sampler = sampler;
        _serviceName = serviceName;
        _log = log;
        _clock = clock;
        _start = clock.GetTimestamp();
        _rules = new PollSchedule(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), random);
        _targets = new PollSchedule(
            TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), random);
        _targets.Succeeded(Now);
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>Does what is due. Never throws, but when it is stopped.</summary>
    /// <returns>How long until something is due again.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<TimeSpan> PollAsync(CancellationToken stop)
    {
        if (Now >= _targets.DueAt)
        {
            await TryAsync(_targets, "GetSamplingTargets", ReportAsync, stop).ConfigureAwait(false);
        }

        if (Now >= _rules.DueAt)
        {
            await TryAsync(_rules, "GetSamplingRules", RefreshAsync, stop).ConfigureAwait(false);
        }

        if (Now >= _rulesEnd)
        {
            Expire();
        }

        TimeSpan dueAt = _rules.DueAt < _targets.DueAt ? _rules.DueAt : _targets.DueAt;
        TimeSpan wait = (dueAt < _rulesEnd ? dueAt : _rulesEnd) - Now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private async Task TryAsync(
        PollSchedule schedule, string operation, Func<CancellationToken, Task> ask, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using CancellationTokenSource timeout = new(s_timeout, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        int failures = schedule.Failures;
        try
        {
            await ask(either.Token).ConfigureAwait(false);
            schedule.Succeeded(Now);
            if (failures >= FailuresUntilSaid)
            {
                _log.Information($"{_transport.Description} answers {operation} again.");
            }
        }
        catch (Exception failure)
        {
            stop.ThrowIfCancellationRequested();
            schedule.Failed(Now, (failure as SegmentTransportException)?.RetryAfter);
            if (failures % FailuresBetween == FailuresUntilSaid - 1)
            {
                _log.Warning($"{Describe(failure, operation)} {Consequence}");
            }
        }
    }

    private string Consequence => _sampler.Central is null
        ? "Until it does, this process samples by its own rules."
        : "Until it does, what it answered last holds for an hour.";

    private string Describe(Exception failure, string operation) => failure switch
    {
        SegmentTransportException => failure.Message,
        JsonException =>
            $"{_transport.Description} did not answer {operation} as X-Ray does: {failure.Message.TrimEnd('.')}. " +
            "See what listens there.",
        OperationCanceledException =>
            $"{_transport.Description} did not answer {operation} within {TimeoutSeconds} s. See whether it is reachable.",
        _ => $"Asking {_transport.Description} for {operation} failed: {failure.Message}",
    };

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        List<CentralRulesPage> pages = [];
        string? token = null;
        do
        {
            ReadOnlyMemory<byte> answer = await _transport
                .GetSamplingRulesAsync(CentralRulesJson.WriteRequest(token), cancellation).ConfigureAwait(false);
            pages.Add(CentralRulesJson.ReadAnswer(Bounded(answer), _clock));
            token = pages[^1].NextToken;
        }
        while (token is not null && pages.Count < MaxPages);

        Complain(pages.SelectMany(page => page.Complaints));
        if (token is not null)
        {
            throw new JsonException($"there are more than {MaxPages} pages");
        }

        Dictionary<string, RuleAccount> accounts = new(StringComparer.Ordinal);
        foreach (SamplingRule rule in pages.SelectMany(page => page.Rules))
        {
            if (!accounts.ContainsKey(rule.Name))
            {
                accounts.Add(rule.Name, AccountOf(rule));
            }
        }

        if (accounts.Count == 0)
        {
            throw new JsonException("there is no rule in it that can be used");
        }

        _accounts = accounts;
        _sampler.Central = new SamplingRules([.. accounts.Values.Select(account => account.Rule)]);
        _sampler.Settle();
        _rulesEnd = Now + s_lifetime;
        _rulesModifiedAt = Math.Max(_rulesModifiedAt, pages.Max(page => page.ModifiedAt));
    }

    private RuleAccount AccountOf(SamplingRule rule)
    {
        if (!_accounts.TryGetValue(rule.Name, out RuleAccount? account))
        {
            return new RuleAccount(rule);
        }

        account.Define(rule);
        return account;
    }

    private async Task ReportAsync(CancellationToken cancellation)
    {
        TimeSpan now = Now;
        RuleReport[] reports = [.. _accounts.Values.Select(account => account.ReportAt(now)).OfType<RuleReport>()];
        foreach (RuleReport[] some in reports.Chunk(SamplingTargetsJson.MaxReports))
        {
            ReadOnlyMemory<byte> request =
                SamplingTargetsJson.WriteRequest(_clientId, _serviceName, _clock.GetUtcNow(), some);
            ReadOnlyMemory<byte> answer =
                await _transport.GetSamplingTargetsAsync(request, cancellation).ConfigureAwait(false);
            Apply(some, SamplingTargetsJson.ReadAnswer(Bounded(answer)), now);
        }
    }

    private void Apply(RuleReport[] reports, SamplingTargetsAnswer answer, TimeSpan now)
    {
        foreach (RuleReport report in reports)
        {
            RuleAccount account = _accounts[report.RuleName];
            if (!answer.Unprocessed.TryGetValue(report.RuleName, out string? code) || !RefusalCodes.MayPass(code))
            {
                account.Told(report, now);
            }

            if (answer.Targets.TryGetValue(report.RuleName, out TargetDocument? target))
            {
                account.Assign(target, now, _clock);
            }
        }

        Complain(answer.Complaints);

        // By X-Ray's clock alone: this machine's may show another time.
        if (answer.RulesModifiedAt > _rulesModifiedAt)
        {
            _rulesModifiedAt = answer.RulesModifiedAt.Value;
            _rules.Hurry(Now);
        }
    }

    private void Expire()
    {
        _rulesEnd = TimeSpan.MaxValue;
        _sampler.Central = null;
        _log.Warning(
            $"{_transport.Description} has answered GetSamplingRules for an hour no more. From here on this process " +
            "samples by its own rules.");
    }

    /// <summary>Says what cannot be used of an answer, each once.</summary>
    private void Complain(IEnumerable<string> complaints)
    {
        foreach (string complaint in complaints)
        {
            if (_complaints.Count < MostComplaints && _complaints.Add(complaint))
            {
                _log.Warning($"Left out of the sampling rules of {_transport.Description}: {complaint}.");
            }
        }
    }

    private static ReadOnlyMemory<byte> Bounded(ReadOnlyMemory<byte> answer) => answer.Length <= LargestAnswer
        ? answer
        : throw new JsonException("it has more than 1 MB");
}
