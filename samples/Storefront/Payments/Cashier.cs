using AutoTrace;

namespace Shop.Payments;

/// <summary>Has the bank pay and books it.</summary>
internal sealed class Cashier(IBank bank, Ledger ledger)
{
    /// <returns>False when the bank declined.</returns>
    [Traced]
    public async Task<bool> ChargeAsync(Charge charge)
    {
        AutoTracer.Current.Annotate("amount", (double)charge.Amount);
        if (!await bank.AuthorizeAsync(charge.Card.Number, charge.Amount))
        {
            return false;
        }

        ledger.Book(charge);
        return true;
    }
}
