namespace AutoTrace;

/// <summary>
/// How much a traced method matters. Methods below a minimum are not traced: below the project's property
/// <c>AutoTraceMinimumLevel</c> they are not wrapped, below <see cref="AutoTraceOptions.MinimumLevel"/> not recorded.
/// </summary>
public enum TracedLevel
{
    /// <summary>Inner steps: wanted while looking for something.</summary>
    Verbose = 0,

    /// <summary>What a method has that says nothing.</summary>
    Normal = 1,

    /// <summary>What is wanted even when everything else is left out.</summary>
    Essential = 2,
}
