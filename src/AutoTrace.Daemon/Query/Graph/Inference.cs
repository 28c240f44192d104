using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Query.Graph;

/// <summary>
/// What stands at the far end of a call that no segment answers: X-Ray infers a segment and a node from the caller's
/// subsegment. Source: AWS X-Ray developer guide, "Segment documents" (inferred segments) and its sample answers.
/// </summary>
internal static class Inference
{
    /// <summary>Whether a node is such a call. One that still runs may yet be answered.</summary>
    public static bool Applies(TraceNode node) =>
        !node.IsSegment && node.Top.IsSegment && node.Entity.IsDownstreamCall && !node.Entity.InProgress
        && node.Callees.Count == 0;

    /// <summary>The <c>origin</c> of the inferred segment; null for a plain remote service.</summary>
    public static string? Origin(Entity call)
    {
        if (call.HasSql)
        {
            return "Database::SQL";
        }

        if (call.Namespace == "remote")
        {
            return null;
        }

        return call switch
        {
            { Aws.TableName: not null } or { Name: "DynamoDB", Aws.ResourceName: not null } => "AWS::DynamoDB::Table",
            { Aws.QueueUrl: not null } or { Name: "SQS" } => "AWS::SQS::Queue",
            _ => $"AWS::{call.Name}",
        };
    }

    /// <summary>The node: a table or a queue goes by its own name, everything else by the call's.</summary>
    public static ServiceKey Service(Entity call)
    {
        string? origin = Origin(call);
        string? resource = origin switch
        {
            "AWS::DynamoDB::Table" => call.Aws?.TableName ?? call.Aws?.ResourceName,
            "AWS::SQS::Queue" => call.Aws?.QueueUrl ?? call.Aws?.ResourceName,
            _ => null,
        };
        return new ServiceKey(resource ?? call.Name, origin ?? "remote");
    }

    /// <summary>An id of its own for the inferred segment, the same every time it is asked for.</summary>
    public static SegmentId Id(TraceId trace, SegmentId call)
    {
        // The finaliser of SplitMix64: a bijection, so that two calls of a trace never share an id.
        ulong x = call.Value ^ (ulong)trace.Value ^ (ulong)(trace.Value >> 64);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return new SegmentId(x ^ (x >> 31));
    }
}
