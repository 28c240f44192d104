namespace AutoTrace.Sampling;

/// <summary>Decides once per segment whether it is recorded.</summary>
internal static class Sampler
{
    /// <summary>Honours the decision that came in; where none did, records.</summary>
    public static bool Decide(SamplingDecision incoming) => incoming != SamplingDecision.NotSampled;
}
