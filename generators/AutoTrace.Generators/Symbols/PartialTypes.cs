using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Symbols;

/// <summary>Finds types of which another part can be written.</summary>
internal static class PartialTypes
{
    private static readonly SymbolDisplayFormat s_namespace =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>Whether the type and those around it can have another part, in another file.</summary>
    public static bool IsOpen(INamedTypeSymbol type) => SelfAndAround(type).All(each =>
        !each.IsFileLocal &&
        each.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax() is TypeDeclarationSyntax declaration &&
            declaration.Modifiers.Any(modifier => modifier.ValueText == "partial")));

    public static PartialType Of(INamedTypeSymbol type) => new(
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(s_namespace),
        SelfAndAround(type).Select(Header).ToEquatableArray());

    private static string Header(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
            { TypeKind: TypeKind.Struct } => "struct",
            { IsRecord: true } => "record",
            _ => "class",
        };
        IEnumerable<string> names = type.TypeParameters.Select(parameter => TypeText.Identifier(parameter.Name));
        string parameters = type.Arity == 0 ? "" : $"<{string.Join(", ", names)}>";
        return $"partial {keyword} {TypeText.Identifier(type.Name)}{parameters}";
    }

    private static IEnumerable<INamedTypeSymbol> SelfAndAround(INamedTypeSymbol type) =>
        type.ContainingType is null ? [type] : SelfAndAround(type.ContainingType).Append(type);
}
