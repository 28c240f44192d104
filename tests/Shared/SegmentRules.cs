using System.Buffers;
using System.Text.Json;

namespace AutoTrace.Tests.Shared;

/// <summary>
/// What the developer guide ("AWS X-Ray segment documents") asks of a segment or subsegment and AWS's schema does not
/// check. Numbers and names are the guide's, written out here once more on purpose: a rule that took them from
/// src/Shared could not find a mistake there.
/// </summary>
internal static class SegmentRules
{
    // Seconds of 2000-01-01 and 2100-01-01: milliseconds, ticks and forgotten clocks fall outside.
    private const double FirstSecond = 946_684_800;
    private const double LastSecond = 4_102_444_800;

    private static readonly SearchValues<char> s_lowerHex = SearchValues.Create("0123456789abcdef");

    private static readonly string[] s_common =
    [
        "id", "trace_id", "parent_id", "name", "start_time", "end_time", "in_progress", "fault", "error", "throttle",
        "http", "aws", "cause", "annotations", "metadata", "subsegments", "links",
    ];

    private static readonly HashSet<string> s_segmentKeys =
        [.. s_common, "service", "user", "origin", "resource_arn", "inferred"];

    private static readonly HashSet<string> s_subsegmentKeys =
        [.. s_common, "type", "namespace", "precursor_ids", "traced", "sql"];

    private static readonly HashSet<string> s_request = ["method", "url", "user_agent", "client_ip"];
    private static readonly HashSet<string> s_segmentRequest = [.. s_request, "x_forwarded_for"];
    private static readonly HashSet<string> s_subsegmentRequest = [.. s_request, "traced"];

    private static readonly Dictionary<string, HashSet<string>> s_blocks = new()
    {
        ["http"] = ["request", "response"],
        ["service"] = ["version", "runtime", "runtime_version", "compiler", "compiler_version", "name"],
        ["cause"] = ["working_directory", "paths", "exceptions"],
        ["sql"] =
        [
            "connection_string", "url", "sanitized_query", "database_type", "database_version", "driver_version",
            "user", "preparation",
        ],
    };

    private static readonly HashSet<string> s_response = ["status", "content_length"];
    private static readonly HashSet<string> s_exception =
        ["id", "message", "type", "remote", "truncated", "skipped", "cause", "stack"];

    private static readonly HashSet<string> s_frame = ["path", "line", "label"];

    /// <summary>Whether a text is the id of a segment, subsegment or exception: 16 hex digits, not all 0.</summary>
    public static bool IsId(string? id) => id is { Length: 16 } && IsHex(id);

    /// <summary>Whether a text is a trace id: <c>1-</c>, 8 hex digits, <c>-</c>, 24 hex digits, not all 0.</summary>
    public static bool IsTraceId(string? id) =>
        id is { Length: 35 } && id.StartsWith("1-", StringComparison.Ordinal) && id[10] == '-'
        && IsHex(string.Concat(id.AsSpan(2, 8), id.AsSpan(11)));

    /// <summary>What a segment or subsegment breaks, and all below it.</summary>
    /// <param name="segment">The object.</param>
    /// <param name="at">Where it stands in its document.</param>
    /// <param name="isSubsegment">What it is.</param>
    public static IEnumerable<Violation> Check(JsonElement segment, string at, bool isSubsegment) =>
    [
        .. CheckTimes(segment, at),
        .. CheckIds(segment, at),
        .. CheckKeys(segment, at, isSubsegment),
        .. CheckExceptions(segment, at),
        .. CheckText(segment, at),
        .. segment.Items("subsegments").Index().SelectMany(child =>
            CheckEmbedded(segment, child.Item, $"{at}/subsegments/{child.Index}")),
    ];

    private static IEnumerable<Violation> CheckEmbedded(JsonElement parent, JsonElement child, string at)
    {
        if (child.Text("parent_id") is { } parentId && parentId != parent.Text("id"))
        {
            yield return new($"{at}/parent_id", "an embedded subsegment's parent_id is what it lies in", parentId);
        }

        if (child.Text("trace_id") is { } traceId && traceId != parent.Text("trace_id"))
        {
            yield return new($"{at}/trace_id", "an embedded subsegment's trace_id is its document's", traceId);
        }

        foreach (Violation violation in Check(child, at, isSubsegment: true))
        {
            yield return violation;
        }
    }

    private static IEnumerable<Violation> CheckTimes(JsonElement segment, string at)
    {
        double? start = segment.Number("start_time");
        double? end = segment.Number("end_time");
        if (segment.Flag("in_progress") == end.HasValue)
        {
            yield return new(at, "exactly one of end_time and in_progress:true", end.HasValue ? "both" : "neither");
        }

        if (end < start)
        {
            yield return new(at, "start_time ≤ end_time", $"{start} > {end}");
        }

        if (start is not (>= FirstSecond and <= LastSecond))
        {
            yield return new($"{at}/start_time", "seconds since 1970, in this century", $"{start}");
        }
    }

    private static IEnumerable<Violation> CheckIds(JsonElement segment, string at)
    {
        IEnumerable<(string At, JsonElement Id)> ids =
        [
            ($"{at}/id", segment.Member("id")),
            ($"{at}/parent_id", segment.Member("parent_id")),
            .. segment.Items("precursor_ids").Index().Select(p => ($"{at}/precursor_ids/{p.Index}", p.Item)),
        ];
        foreach ((string place, JsonElement id) in ids.Where(i => i.Id.ValueKind is JsonValueKind.String))
        {
            if (!IsId(id.GetString()))
            {
                yield return new(place, "16 lower-case hex digits, not all 0", id.GetRawText());
            }
        }
    }

    private static IEnumerable<Violation> CheckKeys(JsonElement segment, string at, bool isSubsegment)
    {
        JsonElement http = segment.Member("http");
        HashSet<string> request = isSubsegment ? s_subsegmentRequest : s_segmentRequest;
        return
        [
            .. Unknown(segment, at, isSubsegment ? s_subsegmentKeys : s_segmentKeys),
            .. s_blocks.SelectMany(block => Unknown(segment.Member(block.Key), $"{at}/{block.Key}", block.Value)),
            .. Unknown(http.Member("request"), $"{at}/http/request", request),
            .. Unknown(http.Member("response"), $"{at}/http/response", s_response),
        ];
    }

    private static IEnumerable<Violation> CheckExceptions(JsonElement segment, string at)
    {
        JsonElement cause = segment.Member("cause");
        if (cause.ValueKind is JsonValueKind.String && !IsId(cause.GetString()))
        {
            yield return new($"{at}/cause", "the id of an exception", cause.GetRawText());
        }

        HashSet<string?> seen = [];
        foreach ((int index, JsonElement exception) in cause.Items("exceptions").Index())
        {
            string place = $"{at}/cause/exceptions/{index}";
            if (!IsId(exception.Text("id")) || !seen.Add(exception.Text("id")))
            {
                yield return new($"{place}/id", "16 lower-case hex digits, once", exception.GetRawText());
            }

            if (exception.Text("cause") is { } inner && !IsId(inner))
            {
                yield return new($"{place}/cause", "the id of an exception", inner);
            }

            IEnumerable<Violation> unknown =
            [
                .. Unknown(exception, place, s_exception),
                .. exception.Items("stack").Index()
                    .SelectMany(frame => Unknown(frame.Item, $"{place}/stack/{frame.Index}", s_frame)),
            ];
            foreach (Violation violation in unknown)
            {
                yield return violation;
            }
        }
    }

    private static IEnumerable<Violation> CheckText(JsonElement segment, string at)
    {
        if (segment.Text("name") is { } name && name.EnumerateRunes().Count() > 200)
        {
            yield return new($"{at}/name", "at most 200 characters", name);
        }

        if (segment.Text("namespace") is { } kind and not ("aws" or "remote"))
        {
            yield return new($"{at}/namespace", "aws or remote", kind);
        }

        foreach (string reserved in segment.Members("metadata").Select(m => m.Name).Where(IsReserved))
        {
            string place = Violation.Below($"{at}/metadata", reserved);
            yield return new(place, "a namespace that AWS does not reserve", reserved);
        }
    }

    private static IEnumerable<Violation> Unknown(JsonElement block, string at, HashSet<string> known) =>
        block.ValueKind is JsonValueKind.Object
            ? block.EnumerateObject().Where(member => !known.Contains(member.Name))
                .Select(member => Violation.Below(at, member.Name))
                .Select(place => new Violation(place, "a key that X-Ray knows here", "another"))
            : [];

    private static bool IsReserved(string name) => name.StartsWith("AWS.", StringComparison.Ordinal);

    private static bool IsHex(string digits) =>
        !digits.AsSpan().ContainsAnyExcept(s_lowerHex) && digits.AsSpan().ContainsAnyExcept('0');
}
