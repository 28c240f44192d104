using System.Collections.Concurrent;
using AutoTrace;

namespace Shop.Storefront;

/// <summary>Asks every carrier for its price, in parallel.</summary>
internal sealed partial class ShippingQuotes
{
    private readonly Dictionary<string, decimal> _pricesPerKilogram = new()
    {
        ["Albatross"] = 9.10m, ["Camel"] = 3.80m, ["Dolphin"] = 6.40m, ["Falcon"] = 12.00m,
        ["Heron"] = 7.25m, ["Mule"] = 2.90m, ["Pigeon"] = 4.45m, ["Reindeer"] = 5.15m,
    };

    [Traced]
    public IReadOnlyCollection<Quote> Compare()
    {
        ConcurrentBag<Quote> quotes = [];
        Parallel.ForEach(_pricesPerKilogram.Keys, carrier => quotes.Add(Ask(carrier)));
        return [.. quotes.OrderBy(quote => quote.Price)];
    }

    // Partial, so that the method itself is wrapped and not its calls: it is traced however it is called.
    [Traced]
    private partial Quote Ask([Annotate] string carrier);

    private Quote AskCore(string carrier)
    {
        Thread.Sleep(10); // A carrier whose library knows no async.
        return new Quote(carrier, _pricesPerKilogram[carrier] * 1.2m);
    }
}

/// <summary>A carrier's price for a parcel.</summary>
internal sealed record Quote(string Carrier, decimal Price);
