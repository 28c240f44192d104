using Shop.Orders;
using Shop.Payments;

namespace Shop.Storefront;

/// <summary>A filled cart and the card to pay with.</summary>
internal sealed record Cart(OrderLine[] Lines, Card Card)
{
    private static readonly Card s_goodCard = new("4000 0000 0000 0077", "03/31");
    private static readonly Card s_emptyCard = new("4000 0000 0000 0002", "11/29");
    private static readonly Card s_mistypedCard = new("4000 0000 0000 0077", "O3/31");

    /// <summary>The carts of this shop, named after what becomes of them at the checkout.</summary>
    public static IReadOnlyDictionary<string, Cart> Saved { get; } = new Dictionary<string, Cart>
    {
        ["weekly"] = new([new("espresso-cup", 2), new("teapot", 1)], s_goodCard),
        ["declined"] = new([new("teapot", 1)], s_emptyCard),
        ["crash"] = new([new("espresso-cup", 1)], s_mistypedCard),
        ["retry"] = new([new("samovar", 1)], s_goodCard),
    };
}
