using AutoTrace;
using Shop.Orders;

namespace Shop.Storefront;

/// <summary>Turns a cart into an order.</summary>
internal sealed class Checkout(OrdersClient orders)
{
    [Traced]
    public async Task<CheckoutResult> PlaceAsync([Annotate] string cart)
    {
        if (!Cart.Saved.TryGetValue(cart, out Cart? saved))
        {
            return CheckoutResult.NoSuchCart;
        }

        AutoTracer.Current.Annotate("items", saved.Lines.Sum(line => line.Quantity));
        bool placed = await orders.PlaceAsync(new OrderRequest(saved.Lines, saved.Card));
        return placed ? CheckoutResult.Placed : CheckoutResult.Declined;
    }
}

/// <summary>How a checkout ended.</summary>
internal enum CheckoutResult
{
    Placed,
    Declined,
    NoSuchCart,
}
