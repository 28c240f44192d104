using System.Globalization;

namespace AutoTrace.Export;

/// <summary>
/// What X-Ray refused, by error code. A code is said when it is met first, then at most once a minute. Any thread.
/// </summary>
internal sealed class RefusalCounts(TimeProvider clock, DeliveryReport report, ISegmentTransport transport)
{
    private const int MostCodes = 50;
    private const string Others = "other codes";

    private static readonly TimeSpan s_quiet = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Entry> _byCode = [];

    public IReadOnlyDictionary<string, long> ByCode
    {
        get
        {
            lock (_byCode)
            {
                return _byCode.ToDictionary(entry => entry.Key, entry => entry.Value.Records);
            }
        }
    }

    public void Add(UnprocessedSegment refused, int records)
    {
        string? warning = null;
        lock (_byCode)
        {
            string code = refused.ErrorCode ?? "no error code";
            code = _byCode.Count < MostCodes || _byCode.ContainsKey(code) ? code : Others;
            if (!_byCode.TryGetValue(code, out Entry? entry))
            {
                _byCode.Add(code, entry = new Entry());
            }

            entry.Records += records;
            if (entry.SaidAt is not { } saidAt || clock.GetElapsedTime(saidAt) >= s_quiet)
            {
                entry.SaidAt = clock.GetTimestamp();
                warning = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{transport.Description} refused segment {refused.Id ?? "without an id"}: {code}, " +
                    $"{refused.Message ?? "no message"}. So far {entry.Records} records were refused with this code; " +
                    $"they are lost. Said at most once a minute.");
            }
        }

        if (warning is not null)
        {
            report.Warn(warning);
        }
    }

    private sealed class Entry
    {
        public long Records { get; set; }

        public long? SaidAt { get; set; }
    }
}
