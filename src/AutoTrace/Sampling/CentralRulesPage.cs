namespace AutoTrace.Sampling;

/// <summary>Rules as X-Ray answers them: a page at a time.</summary>
internal sealed class CentralRulesPage
{
    /// <summary>Each with a reservoir that nothing has been taken from.</summary>
    public List<SamplingRule> Rules { get; } = [];

    /// <summary>What is wrong with the rules that were left out, for whoever wrote them.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>When a rule was last changed, in epoch seconds by X-Ray's clock.</summary>
    public double ModifiedAt { get; set; }

    /// <summary>Asks for the next page; null on the last.</summary>
    public string? NextToken { get; init; }
}
