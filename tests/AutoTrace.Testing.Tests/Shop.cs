namespace AutoTrace.Testing.Tests;

/// <summary>What is tested here, as a user would have it.</summary>
public sealed class Shop
{
    private int _stock = 3;

    [Traced]
    public async Task<string> OrderAsync([Annotate] string customer, [Annotate] int pieces = 1)
    {
        await Task.Yield();
        Reserve(pieces);
        return $"{pieces} for {customer}";
    }

    /// <summary>Opens a segment of its own, as a worker does for each job.</summary>
    public void RunJob(string name)
    {
        using (AutoTracer.BeginSegment(name))
        {
            Reserve(1);
        }
    }

    [Traced]
    public async Task RestockAsync(Task delivery)
    {
        await delivery;
        _stock = 3;
    }

    [Traced]
    private void Reserve(int pieces)
    {
        if (pieces > _stock)
        {
            throw new InvalidOperationException($"only {_stock} left", new ArgumentOutOfRangeException(nameof(pieces)));
        }

        _stock -= pieces;
    }
}
