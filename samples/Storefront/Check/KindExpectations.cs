using Shop.Load;

namespace Shop.Check;

/// <summary>What the trace of each kind of request must show.</summary>
internal static class KindExpectations
{
    public static IEnumerable<Expectation> All =>
    [
        Every(RequestKind.Fast, "200 from inventory and storefront", trace =>
            Ended(trace, "storefront", 200) && Ended(trace, "inventory", 200)),

        Every(RequestKind.Slow, "at least 800 ms at storefront", trace =>
            trace.Segments("storefront").Any(segment => segment.End - segment.Start >= 0.8)),

        Every(RequestKind.Unknown, "error 404 at inventory and storefront", trace =>
            IsError(trace, "inventory", 404) && IsError(trace, "storefront", 404)),

        Every(RequestKind.Declined, "error 402 at payments, orders and storefront", trace =>
            IsError(trace, "payments", 402) && IsError(trace, "orders", 402) && IsError(trace, "storefront", 402)),

        Every(RequestKind.Declined, "amount and answer, but no card, on IBank.AuthorizeAsync", trace =>
            trace.Named("IBank.AuthorizeAsync").Any(span => span.Annotations == """{"amount":12.5,"approved":false}""")),

        Every(RequestKind.Overlapping, "the slow query, and no other, as 'database QueryAsync'", trace =>
            trace.Named("database QueryAsync").Count(span => span.End - span.Start >= 0.0499) is > 0 and var slow &&
            slow == trace.Named("database QueryAsync").Count()),

        Some(RequestKind.Throttled, "throttle 429 at inventory", trace =>
            trace.Segments("inventory").Any(segment => segment.IsThrottle && segment.Status == 429)),

        Every(RequestKind.Crash, "LedgerException caused by FormatException and fault at payments, 500 at orders and storefront",
            trace => trace.Segments("payments").Any(segment => segment.IsFault && segment.Tree.Any(HasBothExceptions))
                && IsFault(trace, "orders", 500) && IsFault(trace, "storefront", 500)),

        Some(RequestKind.Overlapping, "3 calls at the same time in HomePage.RenderAsync", trace =>
            trace.Named("HomePage.RenderAsync").Any(span => span.Children.Count == 3
                && span.Children.Max(child => child.Start) < span.Children.Min(child => child.End))),

        Every(RequestKind.Parallel, "8 calls of ShippingQuotes.Ask in ShippingQuotes.Compare", trace =>
            trace.Named("ShippingQuotes.Compare").Any(span =>
                span.Children.Count(child => child.Name == "ShippingQuotes.Ask") == 8)),

        Every(RequestKind.Retry, "a faulty and then a good call of inventory in IInventory.ReserveAsync", trace =>
            trace.Named("IInventory.ReserveAsync").Any(span =>
                span.Children.OrderBy(child => child.Start).ToArray() is [{ IsCall: true } first, { IsCall: true } second]
                && first is { IsFault: true, Status: 503 } && second is { IsFault: false, Status: 200 })),

        Every(RequestKind.Stream, "a call of inventory and 4 of Catalog.Price in Catalog.ListAsync", trace =>
            trace.Named("Catalog.ListAsync").Any(span => span.Children.Count(child => child.IsCall) == 1
                && span.Children.Count(child => child.Name == "Catalog.Price") == 4)),
    ];

    private static Expectation Every(RequestKind kind, string expected, Func<Trace, bool> shows) =>
        Expect(kind, $"{expected} in every trace", shows, (showing, all) => showing == all);

    private static Expectation Some(RequestKind kind, string expected, Func<Trace, bool> shows) =>
        Expect(kind, $"{expected} in some trace", shows, (_, _) => true);

    private static Expectation Expect(
        RequestKind kind, string expected, Func<Trace, bool> shows, Func<int, int, bool> isEnough) =>
        new($"{kind}", expected, snapshot =>
        {
            IReadOnlyList<Trace> traces = snapshot.Of(kind);
            int showing = traces.Count(shows);
            return new Finding(showing > 0 && isEnough(showing, traces.Count), $"it in {showing} of {traces.Count}");
        });

    private static bool Ended(Trace trace, string service, int status) =>
        trace.Segments(service).Any(segment => segment.Status == status);

    private static bool IsError(Trace trace, string service, int status) =>
        trace.Segments(service).Any(segment => segment is { IsError: true, IsFault: false } && segment.Status == status);

    private static bool IsFault(Trace trace, string service, int status) =>
        trace.Segments(service).Any(segment => segment.IsFault && segment.Status == status);

    private static bool HasBothExceptions(Span span) =>
        span.Exceptions.Any(type => type.EndsWith("LedgerException", StringComparison.Ordinal))
        && span.Exceptions.Any(type => type.EndsWith("FormatException", StringComparison.Ordinal));
}
