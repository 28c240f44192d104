namespace AutoTrace.Generators.Model;

/// <summary>A type parameter of a method or of a type around it.</summary>
/// <param name="Attributes">What the trimmer has to know, with a blank at the end; empty for nothing.</param>
/// <param name="Name">Unique among all that the generated member declares.</param>
/// <param name="Constraints">The whole clause: <c>where T : class, new()</c>; empty for none.</param>
internal sealed record TypeParameter(string Attributes, string Name, string Constraints);
