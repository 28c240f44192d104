using AutoTrace;
using Shop.Orders;

namespace Shop.Fulfilment;

/// <summary>Takes one shipment after the other. Each is a segment that goes on with the trace of its order.</summary>
internal sealed class ShippingWorker(ShipmentFeed feed, Packer packer, ILogger<ShippingWorker> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (Shipment shipment in feed.ReadAsync(stoppingToken))
        {
            _ = TraceHeader.TryParse(shipment.TraceHeader, out TraceHeader header);
            using TraceScope segment = AutoTracer.BeginSegment("fulfilment", new SegmentOptions { Header = header });
            try
            {
                await packer.PackAsync(shipment.Order, shipment.Lines);
            }
            catch (HttpRequestException e)
            {
                segment.Span.AddException(e);
                log.LogWarning(e, "Order {Order} is not packed.", shipment.Order);
            }
        }
    }
}
