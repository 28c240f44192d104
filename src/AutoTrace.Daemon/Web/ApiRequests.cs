using System.Text.Json;
using System.Text.Json.Serialization;
using AutoTrace.Daemon.Query;

namespace AutoTrace.Daemon.Web;

internal sealed record PutTraceSegmentsRequest(string?[]? TraceSegmentDocuments);

internal sealed record PutTelemetryRecordsRequest(JsonElement[]? TelemetryRecords);

internal sealed record GetSamplingRulesRequest(string? NextToken);

internal sealed record GetSamplingTargetsRequest(SamplingStatistics[]? SamplingStatisticsDocuments);

internal sealed record SamplingStatistics(string? RuleName);

internal sealed record GetTraceSummariesRequest(
    double? StartTime, double? EndTime, string? TimeRangeType, string? FilterExpression, string? NextToken);

internal sealed record TraceIdsRequest(string?[]? TraceIds, string? NextToken);

internal sealed record GetServiceGraphRequest(
    double? StartTime,
    double? EndTime,
    [property: JsonPropertyName("GroupARN")] string? GroupArn,
    string? GroupName,
    string? NextToken);

/// <summary>The operations' inputs, as far as they are read; unknown members are ignored.</summary>
[JsonSerializable(typeof(PutTraceSegmentsRequest))]
[JsonSerializable(typeof(PutTelemetryRecordsRequest))]
[JsonSerializable(typeof(GetSamplingRulesRequest))]
[JsonSerializable(typeof(GetSamplingTargetsRequest))]
[JsonSerializable(typeof(GetTraceSummariesRequest))]
[JsonSerializable(typeof(TraceIdsRequest))]
[JsonSerializable(typeof(GetServiceGraphRequest))]
internal sealed partial class ApiRequests : JsonSerializerContext;
