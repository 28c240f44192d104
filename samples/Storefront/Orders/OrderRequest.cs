using Shop.Payments;

namespace Shop.Orders;

/// <summary>What to order and how to pay it.</summary>
internal sealed record OrderRequest(OrderLine[] Lines, Card Card);

/// <summary>So many of one thing.</summary>
internal sealed record OrderLine(string Sku, int Quantity);
