namespace AutoTrace.Generators;

/// <summary>The steps of the pipeline, as tests and the compiler's own diagnostics name them.</summary>
internal static class TrackingNames
{
    public const string Settings = nameof(Settings);
    public const string Declarations = nameof(Declarations);
    public const string Bodies = nameof(Bodies);
    public const string Properties = nameof(Properties);
    public const string VisibleNames = nameof(VisibleNames);
    public const string Names = nameof(Names);
    public const string BodyNames = nameof(BodyNames);
    public const string Proofs = nameof(Proofs);
    public const string CallSites = nameof(CallSites);
    public const string WrapperGroups = nameof(WrapperGroups);
}
