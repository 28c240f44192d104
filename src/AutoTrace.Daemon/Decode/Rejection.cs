namespace AutoTrace.Daemon.Decode;

/// <summary>
/// Why a document is unusable: X-Ray's error code, one sentence for people, and the document's id if it has one.
/// </summary>
internal sealed record Rejection(string Code, string Reason, string? Id = null);
