using System.Collections.Concurrent;
using System.Globalization;
using AutoTrace;

namespace Shop.Payments;

/// <summary>The books.</summary>
[Traced]
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<Guid, (decimal Amount, DateOnly CardExpiry)> _entries = [];

    public void Book(Charge charge)
    {
        try
        {
            DateOnly expiry = DateOnly.ParseExact(charge.Card.Expiry, "MM/yy", CultureInfo.InvariantCulture);
            _entries[charge.Order] = (charge.Amount, expiry);
        }
        catch (FormatException e)
        {
            throw new LedgerException($"Order {charge.Order} cannot be booked.", e);
        }
    }
}

/// <summary>Something is wrong with the books.</summary>
internal sealed class LedgerException(string message, Exception cause) : Exception(message, cause);
