using System.Globalization;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Tests;

/// <summary>A service map as lines that tests can compare and people can read.</summary>
internal static class GraphText
{
    /// <summary>
    /// A line for each node and each of its edges: <c>orders | ok 1 of 1, 0.1 s</c>,
    /// <c>orders > bank (remote) | fault 1 of 1, 0.2 s</c>.
    /// </summary>
    public static string[] Of(params IEnumerable<Trace> traces) => [.. ServiceGraph.Of(traces).Nodes.SelectMany(Lines)];

    private static IEnumerable<string> Lines(ServiceNode node)
    {
        string root = node.IsRoot ? ", root" : "";
        string figures = node.Statistics is { } statistics ? $" | {Figures(statistics)}" : "";
        yield return $"{Name(node.Key)}{root}{figures}";
        foreach ((ServiceKey to, ServiceEdge edge) in node.Edges)
        {
            yield return $"{Name(node.Key)} > {Name(to)} | {Figures(edge.Statistics)}";
        }
    }

    private static string Name(ServiceKey key) => key.Type is null ? key.Name : $"{key.Name} ({key.Type})";

    private static string Figures(Statistics statistics)
    {
        (string Name, long Count)[] counts =
        [
            ("ok", statistics.Ok), ("error", statistics.OtherErrors),
            ("throttle", statistics.Throttles), ("fault", statistics.Faults),
        ];
        IEnumerable<string> seen = counts.Where(c => c.Count > 0).Select(c => $"{c.Name} {c.Count}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(' ', seen)} of {statistics.Total}, {statistics.TotalResponseTime} s");
    }
}
