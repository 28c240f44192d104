using AutoTrace;

namespace Shop.Payments;

/// <summary>The customer's bank.</summary>
internal interface IBank
{
    /// <returns>False when the bank declines.</returns>
    [Traced]
    Task<bool> AuthorizeAsync(string cardNumber, decimal amount);
}
