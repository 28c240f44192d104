using System.Text.Json;

namespace Shop.Check;

/// <summary>The service map: nodes and edges, by what they are called and how they are known.</summary>
internal sealed class ServiceMap
{
    private readonly Dictionary<int, (string Node, long Requests)> _nodes = [];
    private readonly Dictionary<(string From, string To), long> _edges = [];

    public ServiceMap(JsonElement services)
    {
        foreach (JsonElement service in services.EnumerateArray())
        {
            _nodes.Add(service.GetProperty("ReferenceId").GetInt32(), (Describe(service), Requests(service)));
        }

        foreach (JsonElement service in services.EnumerateArray())
        {
            foreach (JsonElement edge in service.GetProperty("Edges").EnumerateArray())
            {
                string to = _nodes[edge.GetProperty("ReferenceId").GetInt32()].Node;
                _edges.Add((Describe(service), to), Requests(edge));
            }
        }
    }

    /// <summary>
    /// Such as <c>orders</c>, which sent segments, <c>bank (remote)</c> or <c>storefront (client)</c>.
    /// </summary>
    public IEnumerable<string> Nodes => _nodes.Values.Select(node => node.Node);

    public long RequestsOf(string node) => _nodes.Values.Where(other => other.Node == node).Sum(other => other.Requests);

    public IEnumerable<string> CalledBy(string node) => _edges.Keys.Where(edge => edge.From == node).Select(edge => edge.To);

    public long Calls(string from, string to) => _edges.GetValueOrDefault((from, to));

    private static string Describe(JsonElement service)
    {
        string name = service.GetProperty("Name").GetString()!;
        return service.TryGetProperty("Type", out JsonElement type) && type.ValueKind == JsonValueKind.String
            ? $"{name} ({type.GetString()})"
            : name;
    }

    private static long Requests(JsonElement nodeOrEdge) =>
        nodeOrEdge.TryGetProperty("SummaryStatistics", out JsonElement statistics)
            ? statistics.GetProperty("TotalCount").GetInt64()
            : 0;
}
