namespace AutoTrace.Aws;

/// <summary>The kinds of X-Ray's <c>BackendConnectionErrors</c>.</summary>
internal enum ConnectionError
{
    Timeout,
    ConnectionRefused,
    Http4xx,
    Http5xx,
    UnknownHost,
    Other,
}
