namespace AutoTrace.Aws;

/// <summary>An operation of X-Ray's API, 2016-04-12. Its name is that of the IAM action, too.</summary>
internal sealed record XRayOperation(string Name, string Path)
{
    public static XRayOperation PutTraceSegments { get; } = new(nameof(PutTraceSegments), "/TraceSegments");

    public static XRayOperation PutTelemetryRecords { get; } = new(nameof(PutTelemetryRecords), "/TelemetryRecords");

    public static XRayOperation GetSamplingRules { get; } = new(nameof(GetSamplingRules), "/GetSamplingRules");

    public static XRayOperation GetSamplingTargets { get; } = new(nameof(GetSamplingTargets), "/SamplingTargets");
}
