namespace AutoTrace.Sampling;

/// <summary>What a rule decided. Each count includes the next: what was borrowed is sampled as well.</summary>
/// <remarks>
/// X-Ray's API describes SampledCount as the requests recorded and BorrowCount as those recorded with borrowed quota;
/// its console and its examples read the same way. Its own SDKs leave the borrowed ones out of SampledCount.
/// </remarks>
/// <param name="Requests">That the rule was asked about.</param>
/// <param name="Sampled">Of these, by the reservoir or by the fixed rate.</param>
/// <param name="Borrowed">Of these, from the reservoir before there was a quota.</param>
internal readonly record struct RuleUsage(long Requests, long Sampled, long Borrowed)
{
    public static RuleUsage operator +(RuleUsage one, RuleUsage other) => new(
        one.Requests + other.Requests, one.Sampled + other.Sampled, one.Borrowed + other.Borrowed);

    public static RuleUsage operator -(RuleUsage later, RuleUsage earlier) => new(
        later.Requests - earlier.Requests, later.Sampled - earlier.Sampled, later.Borrowed - earlier.Borrowed);
}
