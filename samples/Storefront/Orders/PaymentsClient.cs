using System.Net;
using Shop.Payments;

namespace Shop.Orders;

/// <summary>Calls the payments service.</summary>
internal sealed class PaymentsClient(HttpClient http) : IPayments
{
    public async Task<bool> ChargeAsync(Charge charge)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("/charges", charge);
        if (response.StatusCode == HttpStatusCode.PaymentRequired)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        return true;
    }
}
