namespace AutoTrace.Export;

/// <summary>Who waits until the documents that were held when they asked are gone. Not thread-safe.</summary>
internal sealed class FlushWaiters
{
    private readonly List<Waiter> _waiters = [];

    /// <param name="newest">The number of the newest document to wait for.</param>
    /// <param name="held">How many up to it are held or under way.</param>
    public Task Add(long newest, int held)
    {
        if (held == 0)
        {
            return Task.CompletedTask;
        }

        Waiter waiter = new(newest) { Left = held };
        _waiters.Add(waiter);
        return waiter.Done.Task;
    }

    /// <summary>A document was sent, or counted as lost.</summary>
    public void Gone(in HeldDocument document)
    {
        for (int i = _waiters.Count - 1; i >= 0; i--)
        {
            Waiter waiter = _waiters[i];
            if (document.Number <= waiter.Newest && --waiter.Left == 0)
            {
                _waiters.RemoveAt(i);
                waiter.Done.SetResult();
            }
        }
    }

    private sealed class Waiter(long newest)
    {
        public long Newest => newest;

        public int Left { get; set; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
