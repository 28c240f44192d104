namespace AutoTrace.Sampling;

/// <summary>A rule as a file has it.</summary>
/// <param name="Name">Its description, or where it stands.</param>
/// <param name="Host">Pattern; version 1 calls it <c>service_name</c>.</param>
/// <param name="Method">Pattern.</param>
/// <param name="UrlPath">Pattern.</param>
/// <param name="FixedTarget">Requests a second that are taken first.</param>
/// <param name="Rate">The share of the others, 0 to 1.</param>
internal sealed record LocalRule(
    string Name, string Host, string Method, string UrlPath, int FixedTarget, double Rate)
{
    /// <summary>Whether both are about the same requests.</summary>
    public bool MatchesAs(LocalRule other) => (Host, Method, UrlPath) == (other.Host, other.Method, other.UrlPath);
}
