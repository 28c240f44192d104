using System.Net;
using Shop.Inventory;

namespace Shop.Storefront;

/// <summary>Calls the inventory service.</summary>
internal sealed class InventoryClient(HttpClient http)
{
    public async Task<StockItem?> FindAsync(string sku)
    {
        using HttpResponseMessage response = await http.GetAsync($"/stock/{sku}");
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<StockItem>();
    }

    public async IAsyncEnumerable<StockItem> ListAsync()
    {
        await foreach (StockItem? item in http.GetFromJsonAsAsyncEnumerable<StockItem>("/stock"))
        {
            yield return item!;
        }
    }

    /// <returns>False when too many want to join.</returns>
    public async Task<bool> JoinFlashSaleAsync()
    {
        using HttpResponseMessage response = await http.PostAsync("/flash-sale", content: null);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        return true;
    }
}
