using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>A use of a method, classified.</summary>
/// <param name="Method">
/// The definition that is used, for an extension method the static one; null if it is none.
/// </param>
/// <param name="Gap">Why it is not intercepted; <see cref="Gap.None"/> if it is.</param>
internal readonly record struct Use(IMethodSymbol? Method, Gap Gap);
