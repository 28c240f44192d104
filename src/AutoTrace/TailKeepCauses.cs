namespace AutoTrace;

/// <summary>
/// Why a segment that sampling left out is kept after all; see <see cref="AutoTraceOptions.TailKeep"/>.
/// </summary>
[Flags]
public enum TailKeepCauses
{
    /// <summary>For no reason: sampling has the last word.</summary>
    None = 0,

    /// <summary>The segment ends as a fault: an exception left it, or it answered 5xx.</summary>
    Fault = 1,

    /// <summary>It took <see cref="AutoTraceOptions.TailKeepLatency"/> or longer.</summary>
    Slow = 2,

    /// <summary>The segment ends as an error: it answered 4xx.</summary>
    Error = 4,
}
