namespace AutoTrace.Generators.Model;

/// <summary>What one <c>[Traced]</c> in the source declares.</summary>
/// <param name="Methods">The methods that it traces.</param>
/// <param name="Selected">Documentation ids of those that a rule of the assembly selected.</param>
/// <param name="Bodies">Those of them that are wrapped on the callee side, and constructors.</param>
/// <param name="Properties">Properties and indexers that are wrapped on the callee side.</param>
internal sealed record Declaration(
    EquatableArray<DeclaredMethod> Methods,
    EquatableArray<string> Selected,
    EquatableArray<TracedBody> Bodies,
    EquatableArray<TracedProperty> Properties);

/// <summary>The name of a traced method.</summary>
/// <param name="Name">Without type or signature.</param>
/// <param name="IsVisible">Whether another assembly may be able to call it.</param>
internal sealed record DeclaredMethod(string Name, bool IsVisible);
