namespace AutoTrace.Daemon.Sampling;

/// <summary>
/// The one sampling rule, X-Ray's undeletable Default: one request a second, and a share of the rest. X-Ray's share is
/// five percent; here it is all, unless the command line says otherwise, since a developer wants to see the request just
/// sent.
/// </summary>
/// <param name="FixedRate">The share, 0 to 1.</param>
/// <param name="ModifiedAt">Since when it holds: clients that have an older one ask for it again.</param>
internal sealed record DefaultRule(double FixedRate, DateTimeOffset ModifiedAt)
{
    public const string Name = "Default";
    public const string Arn = "arn:aws:xray:us-east-1::sampling-rule/Default";
    public const int Priority = 10_000;
    public const int ReservoirSize = 1;

    /// <summary>Seconds until a client reports again.</summary>
    public const int ReportInterval = 10;

    /// <summary>How long a client may use its share of the reservoir without a new answer.</summary>
    public static readonly TimeSpan QuotaLifetime = TimeSpan.FromMinutes(1);
}
