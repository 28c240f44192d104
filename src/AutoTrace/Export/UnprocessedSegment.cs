namespace AutoTrace.Export;

/// <summary>A document that X-Ray did not accept, of a request that it did: <c>UnprocessedTraceSegments</c>.</summary>
/// <param name="Id">The id of the segment or subsegment; null where X-Ray found none.</param>
/// <param name="ErrorCode">Such as <c>InvalidSegment</c>.</param>
/// <param name="Message">X-Ray's explanation.</param>
public sealed record UnprocessedSegment(string? Id, string? ErrorCode, string? Message);
