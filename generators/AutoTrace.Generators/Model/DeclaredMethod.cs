namespace AutoTrace.Generators.Model;

/// <summary>The name of a traced method.</summary>
/// <param name="Name">Without type or signature.</param>
/// <param name="IsVisible">Whether another assembly may be able to call it.</param>
internal sealed record DeclaredMethod(string Name, bool IsVisible);
