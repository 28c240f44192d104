namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Predicts one enumeration of an iterator: its steps and what it does last are in its subsegment.</summary>
/// <param name="around">That is current where the first step is made.</param>
/// <param name="subsegment">Null if the iterator is not traced.</param>
/// <param name="step">What the iterator does before each item.</param>
/// <param name="last">Its <c>finally</c> block; throws nothing.</param>
internal sealed class Enumeration(Node around, string? subsegment, Action<Node> step, Action<Node> last)
{
    private Node? _inside;
    private bool _hasEnded;

    public void MoveNext()
    {
        _inside ??= subsegment is null ? around : around.Add(subsegment);
        try
        {
            Run(step);
        }
        catch (Failure)
        {
            End();
            throw;
        }
    }

    /// <summary>
    /// There are no more items, or the consumer disposes of the enumerator; one that never began has no end.
    /// </summary>
    public void End()
    {
        if (_inside is not null && !_hasEnded)
        {
            _hasEnded = true;
            Run(last);
        }
    }

    private void Run(Action<Node> body)
    {
        if (subsegment is null)
        {
            body(around);
        }
        else
        {
            _inside!.Run(body);
        }
    }
}
