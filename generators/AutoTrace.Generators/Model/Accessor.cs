namespace AutoTrace.Generators.Model;

/// <summary>An <c>UnsafeAccessor</c> for a private or protected method.</summary>
/// <param name="MethodName">The name in metadata, as a C# literal.</param>
/// <param name="IsStatic">Whether the method is static.</param>
/// <param name="FirstParameter">The parameter that names the type, and is the receiver of an instance method.</param>
/// <param name="FirstArgument">What is passed for it.</param>
internal sealed record Accessor(string MethodName, bool IsStatic, string FirstParameter, string FirstArgument);
