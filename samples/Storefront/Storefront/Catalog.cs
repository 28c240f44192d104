using AutoTrace;
using Shop.Inventory;

namespace Shop.Storefront;

/// <summary>The products, with the prices of the day.</summary>
internal sealed class Catalog(InventoryClient inventory)
{
    [Traced]
    public async Task<Product?> FindAsync([Annotate] string sku) =>
        await inventory.FindAsync(sku) is { } item ? Price(item) : null;

    /// <summary>Reads the stock as a stream and prices each item as it comes.</summary>
    [Traced]
    public async Task<IReadOnlyList<Product>> ListAsync()
    {
        List<Product> products = [];
        await foreach (StockItem item in inventory.ListAsync())
        {
            products.Add(Price(item));
        }

        AutoTracer.Current.Annotate("products", products.Count);
        return products;
    }

    [Traced]
    public Task<bool> JoinFlashSaleAsync() => inventory.JoinFlashSaleAsync();

    // Many and quick: AutoTraceMinimumLevel or AUTOTRACE_MINIMUM_LEVEL "normal" leaves them out.
    [Traced(Level = TracedLevel.Verbose)]
    private static Product Price(StockItem item) => new(item.Sku, item.Name, item.Cost * 1.4m, item.Quantity > 0);
}

/// <summary>What a product page shows.</summary>
internal sealed record Product(string Sku, string Name, decimal Price, bool InStock);
