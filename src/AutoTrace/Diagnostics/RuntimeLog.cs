namespace AutoTrace.Diagnostics;

/// <summary>
/// Where AutoTrace speaks up. A callback that throws is the end of the message, never of anything else.
/// </summary>
internal sealed class RuntimeLog(Action<string>? onInformation, Action<string>? onWarning)
{
    public void Information(string message)
    {
        AutoTraceEventSource.Log.Said(message);
        Say(onInformation, message);
    }

    public void Warning(string message)
    {
        AutoTraceEventSource.Log.Warned(message);
        Say(onWarning, message);
    }

    private static void Say(Action<string>? callback, string message)
    {
        try
        {
            callback?.Invoke(message);
        }
        catch (Exception)
        {
            // User code on our thread: it must not stop the worker.
        }
    }
}
