namespace AutoTrace.Spans;

/// <summary>The switch that every wrapper reads first: on while any runtime of the process is running.</summary>
internal static class Tracing
{
    private static volatile bool s_isOn;

    public static bool IsOn
    {
        get => s_isOn;
        set => s_isOn = value;
    }
}
