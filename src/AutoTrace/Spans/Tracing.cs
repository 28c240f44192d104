using AutoTrace.Buffering;

namespace AutoTrace.Spans;

/// <summary>The switch that every wrapper reads first: on while any runtime of the process is running.</summary>
internal static class Tracing
{
    private static volatile bool s_isOn;
    private static volatile SegmentQueue? s_defaultQueue;

    public static bool IsOn
    {
        get => s_isOn;
        set => s_isOn = value;
    }

    /// <summary>
    /// Where segments go that are opened outside any other: the default runtime's; null while none is running.
    /// </summary>
    public static SegmentQueue? DefaultQueue
    {
        get => s_defaultQueue;
        set => s_defaultQueue = value;
    }
}
