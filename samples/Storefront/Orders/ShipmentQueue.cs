using System.Threading.Channels;
using AutoTrace;

namespace Shop.Orders;

/// <summary>Paid orders that wait for the fulfilment worker.</summary>
internal sealed class ShipmentQueue
{
    private static readonly TimeSpan s_longestPoll = TimeSpan.FromMilliseconds(500);
    private readonly Channel<Shipment> _shipments = Channel.CreateUnbounded<Shipment>();

    /// <summary>
    /// Queues a shipment, and with it the trace that it belongs to: the worker's segment will join it.
    /// </summary>
    [Traced]
    public void Add(Guid order, OrderLine[] lines) =>
        _shipments.Writer.TryWrite(new Shipment(order, lines, AutoTracer.Current.Header.ToString()));

    /// <returns>Null when there is nothing to ship for a while.</returns>
    public async Task<Shipment?> TakeAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_longestPoll);
        try
        {
            return await _shipments.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}

/// <summary>Goods to send.</summary>
/// <param name="Order">The order's number.</param>
/// <param name="Lines">What to send.</param>
/// <param name="TraceHeader">The trace of the request that placed the order.</param>
internal sealed record Shipment(Guid Order, OrderLine[] Lines, string TraceHeader);
