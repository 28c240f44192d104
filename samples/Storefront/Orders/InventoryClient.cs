using System.Net;

namespace Shop.Orders;

/// <summary>Calls the inventory service, once more if it is busy.</summary>
internal sealed class InventoryClient(HttpClient http) : IInventory
{
    public async Task ReserveAsync(Guid order, OrderLine[] lines)
    {
        HttpResponseMessage response = await http.PutAsJsonAsync($"/reservations/{order}", lines);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            response.Dispose();
            await Task.Delay(TimeSpan.FromMilliseconds(50));
            response = await http.PutAsJsonAsync($"/reservations/{order}", lines);
        }

        using (response)
        {
            response.EnsureSuccessStatusCode();
        }
    }
}
