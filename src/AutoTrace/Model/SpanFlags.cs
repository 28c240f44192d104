namespace AutoTrace.Model;

/// <summary>What a span's record says beside its times. Set by atomic or; never cleared.</summary>
[Flags]
internal enum SpanFlags
{
    None = 0,
    Fault = 1,
    Error = 2,
    Throttle = 4,
    Remote = 8,
    Aws = 16,
}
