using Shop.Bank;

namespace Shop.Payments;

/// <summary>Calls the bank.</summary>
internal sealed class BankClient(HttpClient http) : IBank
{
    public async Task<bool> AuthorizeAsync(string cardNumber, decimal amount)
    {
        using HttpResponseMessage response =
            await http.PostAsJsonAsync("/authorizations", new AuthorizationRequest(cardNumber, amount));
        Authorization? answer =
            await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Authorization>();
        return answer is { Approved: true };
    }
}
