namespace AutoTrace.Tests.Sampling;

/// <summary>Always the same number, from 0 up to but not including 1.</summary>
internal sealed class FixedRandom(double value) : Random
{
    public override double NextDouble() => value;
}
