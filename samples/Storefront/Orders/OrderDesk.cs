using AutoTrace;
using Shop.Payments;

namespace Shop.Orders;

/// <summary>Sees an order through.</summary>
internal sealed class OrderDesk(IInventory inventory, IPayments payments, ShipmentQueue shipments)
{
    /// <returns>False when the card was declined.</returns>
    [Traced]
    public async Task<bool> PlaceAsync([Annotate] Guid order, OrderRequest request)
    {
        await inventory.ReserveAsync(order, request.Lines);
        if (!await payments.ChargeAsync(new Charge(order, Total(request.Lines), request.Card)))
        {
            return false;
        }

        shipments.Add(order, request.Lines);
        return true;
    }

    private static decimal Total(OrderLine[] lines) => lines.Sum(line => line.Quantity * 12.50m);
}
