using System.Globalization;
using System.Text.Json;
using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Web.Answers;

namespace AutoTrace.Daemon.Web;

/// <summary>
/// What the console needs beyond X-Ray's own operations: traces behind a node or an edge, and the daemon's state.
/// </summary>
internal sealed class ConsoleApi(TraceQueries queries, DaemonStatus status)
{
    private const int DefaultLimit = 200;
    private static readonly string[] s_methods = [HttpMethods.Get, HttpMethods.Head];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/_autotrace/traces", s_methods, GetTraces);
        routes.MapMethods("/_autotrace/status", s_methods, context => JsonAnswer.WriteAsync(context, status.Write));
    }

    private Task GetTraces(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        TimeRange range = TimeRange.All with
        {
            Start = Number(query, "start") ?? TimeRange.All.Start,
            End = Number(query, "end") ?? TimeRange.All.End,
        };
        TraceFilter filter = ReadFilter(query);
        int limit = (int)Math.Max(0, Number(query, "limit") ?? DefaultLimit);
        List<Trace> traces = queries.InRange(range).FindAll(filter.Includes);
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("TraceSummaries");
            foreach (Trace trace in traces.Take(limit))
            {
                json.WriteStartObject();
                TraceSummaryJson.WriteMembers(trace, json);
                json.WriteNumber("ServiceCount", TraceIndex.Services(trace).Count);
                json.WriteNumber("SegmentCount", trace.Nodes.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("Total", traces.Count);
            json.WriteEndObject();
        });
    }

    private static TraceFilter ReadFilter(IQueryCollection query)
    {
        TraceFilter filter = new(
            Name(query, "service"), Text(query, "type"), Name(query, "to"), Text(query, "toType"),
            Microseconds(query, "min"), Microseconds(query, "max"), Outcomes(query));
        return filter.Service is null && filter.To is not null
            ? throw ApiException.InvalidRequest("to names the end of an edge and needs service, its beginning.")
            : filter;
    }

    private static string? Text(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) ? values[0] : null;

    private static string? Name(IQueryCollection query, string name) =>
        Text(query, name) is { Length: > 0 } text ? text : null;

    private static double? Number(IQueryCollection query, string name)
    {
        string? text = Name(query, name);
        if (text is null)
        {
            return null;
        }

        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && double.IsFinite(number)
            ? number
            : throw ApiException.InvalidRequest($"{name} is not a number.");
    }

    private static long? Microseconds(IQueryCollection query, string name) =>
        Number(query, name) is { } seconds ? Microsecond.FromSeconds(seconds) : null;

    private static Outcome Outcomes(IQueryCollection query)
    {
        Outcome outcomes = Outcome.None;
        foreach (string name in (Text(query, "outcome") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            outcomes |= name switch
            {
                "ok" => Outcome.Ok,
                "error" => Outcome.Error,
                "throttle" => Outcome.Throttle,
                "fault" => Outcome.Fault,
                _ => throw ApiException.InvalidRequest("outcome lists any of fault, error, throttle, ok."),
            };
        }

        return outcomes;
    }
}
