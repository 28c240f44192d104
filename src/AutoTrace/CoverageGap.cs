namespace AutoTrace;

/// <summary>
/// Something that is not traced and that no build can know of: see <see cref="AutoTraceRuntime.CoverageGaps"/>.
/// Immutable.
/// </summary>
public sealed class CoverageGap
{
    internal CoverageGap(CoverageGapKind kind, string subject, string message)
    {
        Kind = kind;
        Subject = subject;
        Message = message;
    }

    /// <summary>What kind of thing is not traced.</summary>
    public CoverageGapKind Kind { get; }

    /// <summary>
    /// What is not traced: <c>Shop.IOrders.Get(int) on Castle.Proxies.IOrdersProxy</c>, for one. Each once.
    /// </summary>
    public string Subject { get; }

    /// <summary>What is not traced, why, and what to do about it.</summary>
    public string Message { get; }

    /// <summary>The <see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
