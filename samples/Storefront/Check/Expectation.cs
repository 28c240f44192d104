namespace Shop.Check;

/// <summary>Something that must be seen.</summary>
/// <param name="What">What is looked at.</param>
/// <param name="Expected">What must be seen there.</param>
/// <param name="Look">Looks.</param>
internal sealed record Expectation(string What, string Expected, Func<Snapshot, Finding> Look)
{
    public string Describe(Finding finding) =>
        $"{(finding.Holds ? "ok  " : "FAIL")} {What}: expected {Expected}, saw {finding.Saw}";
}

/// <summary>What was seen, and whether it is what was expected.</summary>
internal readonly record struct Finding(bool Holds, string Saw);
