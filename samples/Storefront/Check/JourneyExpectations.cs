using Shop.Load;

namespace Shop.Check;

/// <summary>
/// One order's way through all services, every traced method and call at its depth, in one and the same trace.
/// </summary>
internal static class JourneyExpectations
{
    private static readonly string[] s_toOrders =
        ["storefront", "Checkout.PlaceAsync", "orders", "orders", "OrderDesk.PlaceAsync"];

    private static readonly string[] s_toCashier =
        [.. s_toOrders, "IPayments.ChargeAsync", "payments", "payments", "Cashier.ChargeAsync"];

    private static readonly string[] s_toPacker = [.. s_toOrders, "ShipmentQueue.Add", "fulfilment", "Packer.PackAsync"];

    // A name twice in a row: the caller's subsegment, and below it the segment of the service that it called.
    private static readonly Dictionary<string, string[]> s_paths = new()
    {
        ["reserve"] = [.. s_toOrders, "IInventory.ReserveAsync", "inventory", "inventory", "Warehouse.TryReserve"],
        ["pay"] = [.. s_toCashier, "IBank.AuthorizeAsync", "bank", "bank"],
        ["book"] = [.. s_toCashier, "Ledger.Book"],
        ["pick"] = [.. s_toPacker, "Packer.PickAsync", "inventory", "inventory", "Warehouse.PickAsync"],
        ["wrap"] = [.. s_toPacker, "Packer.WrapAsync"],
    };

    public static IEnumerable<Expectation> All =>
        s_paths.Select(path => new Expectation($"an order's trace, {path.Key}", string.Join(" > ", path.Value), snapshot =>
            Look(Farthest(snapshot), path.Value)));

    private static Finding Look(Trace? trace, string[] path)
    {
        int depth = trace?.Follow(path) ?? 0;
        return depth == path.Length ? new Finding(true, "it")
            : depth == 0 ? new Finding(false, "no such trace")
            : new Finding(false, $"no {path[depth]} below {path[depth - 1]} (level {depth})");
    }

    /// <summary>The trace that goes farthest on all paths together.</summary>
    private static Trace? Farthest(Snapshot snapshot) =>
        snapshot.Of(RequestKind.Checkout).MaxBy(trace => s_paths.Values.Sum(path => trace.Follow(path)));
}
