namespace AutoTrace.Daemon.Receive;

/// <summary>Something that came in and could not be used.</summary>
/// <param name="Time">When it came.</param>
/// <param name="Source">From where, as <c>udp 127.0.0.1:4711</c>.</param>
/// <param name="Reason">One sentence for people.</param>
/// <param name="Excerpt">How it began.</param>
internal sealed record InvalidDocument(DateTimeOffset Time, string Source, string Reason, string Excerpt);
