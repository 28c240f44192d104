namespace AutoTrace.Generators.Model;

/// <summary>What one <c>[Traced]</c> in the source declares.</summary>
/// <param name="Methods">The methods that it traces.</param>
/// <param name="Bodies">Those of them that are wrapped on the callee side.</param>
internal sealed record Declaration(EquatableArray<DeclaredMethod> Methods, EquatableArray<TracedBody> Bodies);
