using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>Tells .NET's own types from others that have their names.</summary>
internal static class FrameworkTypes
{
    // Those that .NET's assemblies are signed with. Others cannot have them by accident.
    private static readonly HashSet<string> s_keys = new(StringComparer.Ordinal)
    {
        "b03f5f7f11d50a3a", "b77a5c561934e089", "7cec85d7bea7798e", "cc7b13ffcd2ddd51",
    };

    /// <summary>The full name in metadata, <c>+</c> before a nested type; null for a type that is not .NET's.</summary>
    public static string? NameOf(INamedTypeSymbol? type)
    {
        if (type is null || !IsFramework(type.ContainingAssembly))
        {
            return null;
        }

        string name = type.MetadataName;
        for (INamedTypeSymbol? around = type.ContainingType; around is not null; around = around.ContainingType)
        {
            name = $"{around.MetadataName}+{name}";
        }

        return $"{type.ContainingNamespace.ToDisplayString()}.{name}";
    }

    private static bool IsFramework(IAssemblySymbol? assembly) => assembly is not null &&
        (assembly.Name is "netstandard" or "mscorlib" ||
            assembly.Name.StartsWith("System.", StringComparison.Ordinal)) &&
        s_keys.Contains(string.Concat(assembly.Identity.PublicKeyToken.Select(part => part.ToString("x2"))));
}
