namespace AutoTrace.Tests.Shared;

/// <summary>What other threads hand over while a test waits for it, without polling. Thread-safe.</summary>
internal sealed class Arrivals<T>
{
    private readonly Lock _lock = new();
    private readonly List<T> _items = [];
    private TaskCompletionSource _next = NewSignal();
    private bool _ended;

    /// <summary>What has arrived so far, in order.</summary>
    public IReadOnlyList<T> SoFar
    {
        get
        {
            lock (_lock)
            {
                return [.. _items];
            }
        }
    }

    public void Add(T item)
    {
        lock (_lock)
        {
            _items.Add(item);
            Wake();
        }
    }

    /// <summary>Says that nothing more will arrive: whoever still waits then fails at once.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            Wake();
        }
    }

    /// <summary>Waits until what has arrived is enough.</summary>
    /// <param name="enough">Asked after every arrival, under the lock: it must not call back.</param>
    /// <param name="describe">Called on failure: what was waited for, and what came instead.</param>
    /// <param name="deadline">10 seconds by default.</param>
    /// <exception cref="TimeoutException">The deadline passed, or nothing more can arrive.</exception>
    public async Task<IReadOnlyList<T>> WaitAsync(
        Func<IReadOnlyList<T>, bool> enough, Func<string> describe, TimeSpan? deadline = null)
    {
        TimeSpan patience = deadline ?? Eventually.Deadline;
        using CancellationTokenSource expired = new(patience);
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (enough(_items))
                {
                    return [.. _items];
                }

                if (_ended)
                {
                    throw new TimeoutException($"Will never come: {describe()}");
                }

                next = _next.Task;
            }

            try
            {
                await next.WaitAsync(expired.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not within {patience.TotalSeconds} s: {describe()}");
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake()
    {
        _next.SetResult();
        _next = NewSignal();
    }
}
