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

    private static Expectation Client(string name) => new($"node {name}", "it", snapshot =>
        new Finding(snapshot.Map.Nodes.Contains(name), snapshot.Map.Nodes.Contains(name) ? "it" : Others(snapshot)));

    private static Expectation Node(string name) => new($"node {name}", "requests", snapshot =>
    {
        long requests = snapshot.Map.RequestsOf(name);
        return new Finding(requests > 0, requests > 0 ? $"{requests}" : Others(snapshot));
    });

    private static Expectation Edge(string from, string to) => new($"edge {from} -> {to}", "calls", snapshot =>
    {
        long calls = snapshot.Map.Calls(from, to);
        return new Finding(calls > 0, calls > 0 ? $"{calls}" : $"calls of {Listed(snapshot.Map.CalledBy(from))} only");
    });

    private static string Others(Snapshot snapshot) => $"no such node beside {Listed(snapshot.Map.Nodes)}";

    private static string Listed(IEnumerable<string> names) =>
        string.Join(", ", names.Order()) is { Length: > 0 } list ? list : "nothing";
}
