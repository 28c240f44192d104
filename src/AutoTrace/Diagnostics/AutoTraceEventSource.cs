using System.Diagnostics.Tracing;

namespace AutoTrace.Diagnostics;

/// <summary>
/// What AutoTrace says, for <c>dotnet-trace</c>, <c>dotnet-monitor</c> and event listeners: the provider AutoTrace.
/// </summary>
internal sealed class AutoTraceEventSource : EventSource
{
    public static readonly AutoTraceEventSource Log = new();

    // Named here and not by an attribute, which takes five milliseconds to be found.
    private AutoTraceEventSource()
        : base("AutoTrace", EventSourceSettings.EtwManifestEventFormat)
    {
    }

    [Event(1, Level = EventLevel.Informational, Message = "{0}")]
    public void Said(string message)
    {
        if (IsEnabled())
        {
            WriteEvent(1, message);
        }
    }

    [Event(2, Level = EventLevel.Warning, Message = "{0}")]
    public void Warned(string message)
    {
        if (IsEnabled())
        {
            WriteEvent(2, message);
        }
    }
}
