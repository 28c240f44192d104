namespace AutoTrace.Tests.Spans;

/// <summary>A synchronization context of somebody's own, as user interfaces and test runners have: it posts.</summary>
internal sealed class OwnContext : SynchronizationContext
{
    /// <summary>Runs a method where such a context is current, or where surely none is.</summary>
    public static Task RunAsync(bool isCurrent, Func<Task> method) => Task.Run(() =>
    {
        SetSynchronizationContext(isCurrent ? new OwnContext() : null);
        return method();
    });

    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ => d(state));
}
