namespace AutoTrace;

/// <summary>Whether a trace is recorded, as the <c>Sampled</c> field of X-Ray's trace header says it.</summary>
public enum SamplingDecision
{
    /// <summary>The header has no such field: whoever reads it decides.</summary>
    Unknown = 0,

    /// <summary><c>Sampled=0</c>: the trace is not recorded.</summary>
    NotSampled = 1,

    /// <summary><c>Sampled=1</c>: the trace is recorded.</summary>
    Sampled = 2,

    /// <summary><c>Sampled=?</c>: whoever reads it decides and answers the decision in its response header.</summary>
    Requested = 3,
}
