namespace Shop.Check;

/// <summary>The service map that this shop must give.</summary>
internal static class MapExpectations
{
    public static IEnumerable<Expectation> All =>
    [
        Client("storefront (client)"),
        Node("storefront"),
        Node("orders"),
        Node("inventory"),
        Node("payments"),
        Node("fulfilment"),
        Node("bank (remote)"),
        Edge("storefront (client)", "storefront"),
        Edge("storefront", "inventory"),
        Edge("storefront", "orders"),
        Edge("orders", "inventory"),
        Edge("orders", "payments"),
        Edge("orders", "fulfilment"),
        Edge("payments", "bank (remote)"),
        Edge("fulfilment", "inventory"),
    ];

    /// <summary>Whoever calls the first service: known by the calls alone.</summary>
    private static Expectation Client(string name) => new($"node {name}", "it", snapshot =>
        snapshot.Map.Nodes.Contains(name) ? new Finding(true, "it") : Missing(snapshot));

    private static Expectation Node(string name) => new($"node {name}", "requests", snapshot =>
        snapshot.Map.RequestsOf(name) is > 0 and long requests ? new Finding(true, $"{requests}") : Missing(snapshot));

    private static Expectation Edge(string from, string to) => new($"edge {from} -> {to}", "calls", snapshot =>
    {
        string others = string.Join(", ", snapshot.Map.CalledBy(from).Order());
        return snapshot.Map.Calls(from, to) is > 0 and long calls ? new Finding(true, $"{calls}")
            : others.Length == 0 ? new Finding(false, "none")
            : new Finding(false, $"only calls of {others}");
    });

    private static Finding Missing(Snapshot snapshot)
    {
        string others = string.Join(", ", snapshot.Map.Nodes.Order());
        return new Finding(false, others.Length == 0 ? "an empty map" : $"only {others}");
    }
}
