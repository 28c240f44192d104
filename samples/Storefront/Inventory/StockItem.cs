namespace Shop.Inventory;

/// <summary>What lies on a shelf.</summary>
internal sealed record StockItem(string Sku, string Name, decimal Cost, int Quantity);
