namespace AutoTrace.Daemon.Sampling;

/// <summary>
/// The one sampling rule, X-Ray's undeletable Default. X-Ray's takes one request a second and five percent of the rest;
/// this one takes all, since a developer wants to see the request just sent.
/// </summary>
internal static class DefaultRule
{
    public const string Name = "Default";
    public const string Arn = "arn:aws:xray:us-east-1::sampling-rule/Default";
    public const int Priority = 10_000;
    public const int ReservoirSize = 1;
    public const double FixedRate = 1;

    /// <summary>Seconds until a client reports again.</summary>
    public const int ReportInterval = 10;

    /// <summary>How long a client may use its share of the reservoir without a new answer.</summary>
    public static readonly TimeSpan QuotaLifetime = TimeSpan.FromMinutes(1);
}
