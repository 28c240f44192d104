using AutoTrace;

namespace Shop.Payments;

/// <summary>The customer's bank.</summary>
internal interface IBank
{
    /// <returns>False when the bank declines.</returns>
    [Traced(CaptureArguments = true)]
    [return: Annotate("approved")]
    Task<bool> AuthorizeAsync([NoCapture] string cardNumber, decimal amount);
}
