using System.Net;
using Shop.Orders;

namespace Shop.Storefront;

/// <summary>Calls the orders service.</summary>
internal sealed class OrdersClient(HttpClient http)
{
    /// <returns>False when the card was declined.</returns>
    public async Task<bool> PlaceAsync(OrderRequest order)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("/orders", order);
        if (response.StatusCode == HttpStatusCode.PaymentRequired)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        return true;
    }
}
