using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Query.Graph;
using AutoTrace.Daemon.Receive;
using AutoTrace.Daemon.Sampling;
using AutoTrace.Daemon.Web.Answers;
using AutoTrace.XRay;

namespace AutoTrace.Daemon.Web;

/// <summary>
/// X-Ray's own operations, as <c>aws xray --endpoint-url</c>, the SDKs and the official daemon call them: rest-json,
/// POST only, signatures neither asked for nor checked. What is not supported is refused, never ignored.
/// Source: the service model 2016-04-12.
/// </summary>
internal sealed class XRayApi(
    Intake intake, TraceQueries queries, Telemetry telemetry, SamplingJson sampling, TimeProvider clock)
{
    private const int LargestQuery = 5;

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "/TraceSegments", ApiRequests.Default.PutTraceSegmentsRequest, PutTraceSegments);
        Map(routes, "/TelemetryRecords", ApiRequests.Default.PutTelemetryRecordsRequest, PutTelemetryRecords);
        Map(routes, "/GetSamplingRules", ApiRequests.Default.GetSamplingRulesRequest, GetSamplingRules);
        Map(routes, "/SamplingTargets", ApiRequests.Default.GetSamplingTargetsRequest, GetSamplingTargets);
        Map(routes, "/TraceSummaries", ApiRequests.Default.GetTraceSummariesRequest, GetTraceSummaries);
        Map(routes, "/Traces", ApiRequests.Default.TraceIdsRequest, BatchGetTraces);
        Map(routes, "/TraceGraph", ApiRequests.Default.TraceIdsRequest, GetTraceGraph);
        Map(routes, "/ServiceGraph", ApiRequests.Default.GetServiceGraphRequest, GetServiceGraph);
    }

    private static void Map<TRequest>(
        IEndpointRouteBuilder routes,
        string path,
        JsonTypeInfo<TRequest> type,
        Func<TRequest, HttpContext, Action<Utf8JsonWriter>> operation)
        where TRequest : class
    {
        routes.MapPost(path, async context =>
        {
            TRequest request = await ReadAsync(context, type);
            await JsonAnswer.WriteAsync(context, operation(request, context));
        });
    }

    private static async Task<TRequest> ReadAsync<TRequest>(HttpContext context, JsonTypeInfo<TRequest> type)
        where TRequest : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                ?? throw ApiException.InvalidRequest("The body is null; an operation's input is a JSON object.");
        }
        catch (JsonException e)
        {
            throw ApiException.InvalidRequest(
                $"The body is not JSON, or holds a value of the wrong type, at {e.Path ?? "$"}.");
        }
    }

    private Action<Utf8JsonWriter> PutTraceSegments(PutTraceSegmentsRequest request, HttpContext context)
    {
        string?[] documents = Require(request.TraceSegmentDocuments, "TraceSegmentDocuments");
        if (documents.Length > Limits.DocumentsPerBatch)
        {
            throw ApiException.InvalidRequest($"Exceeding maximum segment count: {Limits.DocumentsPerBatch}");
        }

        string source = $"http {context.Connection.RemoteIpAddress}:{context.Connection.RemotePort}";
        List<Rejection> unprocessed = [];
        foreach (string? document in documents)
        {
            if (intake.Accept(Encoding.UTF8.GetBytes(document ?? ""), () => source) is { } rejection)
            {
                unprocessed.Add(rejection);
            }
        }

        return json => IngestJson.WriteUnprocessed(unprocessed, json);
    }

    private Action<Utf8JsonWriter> PutTelemetryRecords(PutTelemetryRecordsRequest request, HttpContext context)
    {
        JsonElement[] records = Require(request.TelemetryRecords, "TelemetryRecords");
        if (records.Length > 0)
        {
            telemetry.Last = records[^1];
        }

        return IngestJson.WriteEmpty;
    }

    private Action<Utf8JsonWriter> GetSamplingRules(GetSamplingRulesRequest request, HttpContext context)
    {
        RefuseToken(request.NextToken);
        return sampling.WriteRules;
    }

    private Action<Utf8JsonWriter> GetSamplingTargets(GetSamplingTargetsRequest request, HttpContext context)
    {
        SamplingStatistics[] statistics = Require(request.SamplingStatisticsDocuments, "SamplingStatisticsDocuments");
        List<string> rules = [.. statistics.Select(s => Require(s.RuleName, "SamplingStatisticsDocuments[].RuleName"))];
        return json => sampling.WriteTargets(rules, clock.GetUtcNow(), json);
    }

    private Action<Utf8JsonWriter> GetTraceSummaries(GetTraceSummariesRequest request, HttpContext context)
    {
        RefuseToken(request.NextToken);
        if (request.FilterExpression is not null)
        {
            throw ApiException.InvalidRequest(
                "FilterExpression is not supported yet; leave it out to get every trace.");
        }

        TimeRange range = Range(request.StartTime, request.EndTime, RangeType(request.TimeRangeType));
        return json => TraceSummaryJson.WriteAnswer(queries.InRange(range), range, json);
    }

    private Action<Utf8JsonWriter> BatchGetTraces(TraceIdsRequest request, HttpContext context)
    {
        List<Trace> traces = Find(request, out List<string> unprocessed);
        return json => TraceJson.WriteAnswer(traces, unprocessed, json);
    }

    private Action<Utf8JsonWriter> GetTraceGraph(TraceIdsRequest request, HttpContext context)
    {
        List<Trace> traces = Find(request, out _);
        return json => ServiceGraphJson.WriteTraceGraph(ServiceGraph.Of(traces), json);
    }

    private Action<Utf8JsonWriter> GetServiceGraph(GetServiceGraphRequest request, HttpContext context)
    {
        RefuseToken(request.NextToken);
        if (request.GroupName is not null || request.GroupArn is not null)
        {
            throw ApiException.InvalidRequest("Groups are not supported yet; leave GroupName and GroupARN out.");
        }

        TimeRange range = Range(request.StartTime, request.EndTime, TimeRangeType.TraceId);
        return json => ServiceGraphJson.WriteServiceGraph(ServiceGraph.Of(queries.InRange(range)), range, json);
    }

    private List<Trace> Find(TraceIdsRequest request, out List<string> unprocessed)
    {
        RefuseToken(request.NextToken);
        string?[] ids = Require(request.TraceIds, "TraceIds");
        if (ids.Length > LargestQuery)
        {
            throw ApiException.InvalidRequest($"Exceeding maximum query size: {LargestQuery}");
        }

        unprocessed = [];
        List<Trace> found = [];
        foreach (string? id in ids.Distinct())
        {
            if (id is not null && TraceId.TryParse(id, out TraceId traceId) && queries.Find(traceId) is { } trace)
            {
                found.Add(trace);
            }
            else
            {
                unprocessed.Add(id ?? "");
            }
        }

        return found;
    }

    private static TimeRange Range(double? start, double? end, TimeRangeType type)
    {
        double from = Time(start, "StartTime");
        double to = Time(end, "EndTime");
        return from <= to
            ? new TimeRange(from, to, type)
            : throw ApiException.InvalidRequest("StartTime is after EndTime.");
    }

    private static double Time(double? time, string name) =>
        time is { } seconds && double.IsFinite(seconds)
            ? seconds
            : throw ApiException.InvalidRequest($"{name} is required, in epoch seconds.");

    private static TimeRangeType RangeType(string? text) => text switch
    {
        null or "TraceId" => TimeRangeType.TraceId,
        "Event" => TimeRangeType.Event,
        "Service" => TimeRangeType.Service,
        _ => throw ApiException.InvalidRequest("TimeRangeType is none of TraceId, Event, Service."),
    };

    private static void RefuseToken(string? nextToken)
    {
        if (nextToken is not null)
        {
            throw ApiException.InvalidRequest("NextToken is currently not supported: every answer is whole.");
        }
    }

    private static T Require<T>(T? value, string name)
        where T : class =>
        value ?? throw ApiException.InvalidRequest($"{name} is required.");
}
