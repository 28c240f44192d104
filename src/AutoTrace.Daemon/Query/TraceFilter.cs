using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Query;

/// <summary>
/// Selects traces by what one of three things did: a node of the map (<paramref name="Service"/>), an edge
/// (<paramref name="Service"/> and <paramref name="To"/>), or else the trace as a whole.
/// </summary>
/// <param name="Service">Name of the node, or of the edge's caller.</param>
/// <param name="Type">Its type: null for any, empty for none.</param>
/// <param name="To">Name of the edge's callee.</param>
/// <param name="ToType">Its type, as <paramref name="Type"/>.</param>
/// <param name="MinMicroseconds">Latency at least.</param>
/// <param name="MaxMicroseconds">Latency at most.</param>
/// <param name="Outcomes">How it ended: any of these; none means whichever.</param>
internal sealed record TraceFilter(
    string? Service, string? Type, string? To, string? ToType,
    long? MinMicroseconds, long? MaxMicroseconds, Outcome Outcomes)
{
    public bool Includes(Trace trace)
    {
        if (Service is null)
        {
            return Includes(trace.Microseconds, trace.Outcome);
        }

        return To is null
            ? trace.Traffic.Visits.Any(v => Matches(v.Service, Service, Type) && Includes(v.Source))
            : trace.Traffic.Calls.Any(
                c => Matches(c.From, Service, Type) && Matches(c.To, To, ToType) && Includes(c.Source));
    }

    private bool Includes(Entity entity) =>
        Includes(entity.InProgress ? null : entity.Microseconds, OutcomeOf.Entity(entity));

    private bool Includes(long? microseconds, Outcome outcome) =>
        (MinMicroseconds is null || microseconds >= MinMicroseconds)
        && (MaxMicroseconds is null || microseconds <= MaxMicroseconds)
        && (Outcomes == Outcome.None || (outcome & Outcomes) != 0);

    private static bool Matches(ServiceKey key, string name, string? type) =>
        key.Name == name && (type is null || type == (key.Type ?? ""));
}
