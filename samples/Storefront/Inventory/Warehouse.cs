using System.Collections.Concurrent;
using AutoTrace;
using Shop.Orders;

namespace Shop.Inventory;

/// <summary>The shelves.</summary>
internal sealed class Warehouse(TimeProvider clock)
{
    private readonly StockItem[] _shelves =
    [
        new("espresso-cup", "Espresso cup", 4.20m, 120),
        new("teapot", "Teapot", 18.00m, 14),
        new("samovar", "Samovar", 240.00m, 1),
        new("tea-towel", "Tea towel", 3.10m, 0),
    ];

    private readonly ConcurrentDictionary<Guid, bool> _waitingForSamovar = [];

    [Traced]
    public StockItem? Find([Annotate] string sku) => Array.Find(_shelves, item => item.Sku == sku);

    /// <summary>Walks along the shelves: each item is sent as soon as it is counted.</summary>
    public async IAsyncEnumerable<StockItem> ListAsync()
    {
        foreach (StockItem item in _shelves)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), clock);
            yield return item;
        }
    }

    /// <returns>False at the first try for the samovar: somebody is always just looking at it.</returns>
    [Traced]
    public bool TryReserve([Annotate] Guid order, OrderLine[] lines)
    {
        if (lines.Any(line => line.Sku == "samovar") && _waitingForSamovar.TryAdd(order, true))
        {
            return false;
        }

        _waitingForSamovar.TryRemove(order, out _);
        return true;
    }

    /// <returns>How many things were picked.</returns>
    [Traced]
    [return: Annotate("picked")]
    public async Task<int> PickAsync(OrderLine[] lines)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5 * lines.Length), clock);
        return lines.Sum(line => line.Quantity);
    }
}
