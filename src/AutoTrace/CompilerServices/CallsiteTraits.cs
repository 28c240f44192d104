using System.ComponentModel;

namespace AutoTrace.CompilerServices;

/// <summary>What the generator could prove about a traced method.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Flags]
public enum CallsiteTraits
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>
    /// The body starts no other flow: no task, thread, timer or callback can observe the span as its parent.
    /// </summary>
    StartsNoFlow = 1,
}
