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

    /// <summary>No span at all: see <see cref="SpanRecord.IsAnnotation"/>.</summary>
    Annotation = 32,

    /// <summary>Whatever makes a span worth keeping that was shorter than its minimum.</summary>
    Kept = Fault | Error | Throttle,
}

/// <summary>Says a namespace in flags.</summary>
internal static class SubsegmentNamespaceExtensions
{
    public static SpanFlags ToFlags(this SubsegmentNamespace subsegmentNamespace) => subsegmentNamespace switch
    {
        SubsegmentNamespace.Remote => SpanFlags.Remote,
        SubsegmentNamespace.Aws => SpanFlags.Aws,
        _ => SpanFlags.None,
    };
}
