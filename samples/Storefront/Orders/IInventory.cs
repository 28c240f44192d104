using AutoTrace;

namespace Shop.Orders;

/// <summary>The goods.</summary>
internal interface IInventory
{
    /// <summary>Holds the goods of an order back.</summary>
    [Traced]
    Task ReserveAsync(Guid order, OrderLine[] lines);
}
