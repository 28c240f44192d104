namespace AutoTrace.Daemon.Decode;

/// <summary>The <c>http</c> block of a segment document, as far as answers need it.</summary>
internal sealed class HttpBlock
{
    public string? Method { get; set; }

    public string? Url { get; set; }

    public string? UserAgent { get; set; }

    public string? ClientIp { get; set; }

    public int? Status { get; set; }
}
