namespace AutoTrace.Aws;

/// <summary>Which X-Ray: where it is, and the region that requests are signed for.</summary>
internal sealed record XRayDestination(Uri Endpoint, string Region);
