namespace AutoTrace.Context;

/// <summary>A captured span made current in another flow, until this is disposed; the span itself goes on.</summary>
internal sealed class BorrowedContext(SpanToken? token) : IDisposable
{
    private readonly ContextChange _change = AmbientContext.Enter(token);
    private int _disposed;

    public void Dispose()
    {
        // Disposed a second time, it must not take the place of whatever is current by now.
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            AmbientContext.Leave(_change);
        }
    }
}
