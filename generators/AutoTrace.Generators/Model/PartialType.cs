namespace AutoTrace.Generators.Model;

/// <summary>A type of the user's, of which generated code writes another part.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Headers">
/// Of the types around it and its own, outermost first, as their parts begin: <c>partial class Basket&lt;T&gt;</c>.
/// </param>
internal sealed record PartialType(string Namespace, EquatableArray<string> Headers);
