using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>Decides what a generated top-level class of the compilation can name.</summary>
internal static class Nameability
{
    /// <summary>Whether it can name every type in the method's signature.</summary>
    public static bool CanName(IMethodSymbol method, Compilation compilation) =>
        TypesOf.Signature(method).All(type => CanName(type, compilation));

    /// <summary>Whether it cannot call the method, though it can name its type.</summary>
    public static bool NeedsAccessor(IMethodSymbol method, Compilation compilation) =>
        !compilation.IsSymbolAccessibleWithin(method, compilation.Assembly);

    public static bool CanName(ITypeSymbol type, Compilation compilation) => type switch
    {
        INamedTypeSymbol { IsFileLocal: true } or IErrorTypeSymbol => false,
        INamedTypeSymbol named =>
            compilation.IsSymbolAccessibleWithin(named.OriginalDefinition, compilation.Assembly) &&
            IsGlobal(named, compilation),
        _ => true,
    };

    /// <summary>
    /// Whether the type lies under <c>global::</c>, and not only under the alias of an <c>extern alias</c>.
    /// </summary>
    private static bool IsGlobal(INamedTypeSymbol type, Compilation compilation) =>
        type.ContainingAssembly is not { } assembly ||
        compilation.GetMetadataReference(assembly) is not { Properties.Aliases: { Length: > 0 } aliases } ||
        aliases.Contains(MetadataReferenceProperties.GlobalAlias);
}
