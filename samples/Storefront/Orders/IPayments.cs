using AutoTrace;
using Shop.Payments;

namespace Shop.Orders;

/// <summary>The till.</summary>
internal interface IPayments
{
    /// <returns>False when the card was declined.</returns>
    [Traced]
    Task<bool> ChargeAsync(Charge charge);
}
