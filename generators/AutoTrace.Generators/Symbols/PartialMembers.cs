using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Symbols;

/// <summary>Decides which members can be made <c>partial</c>, to be traced around their bodies.</summary>
internal static class PartialMembers
{
    // Known by newer compilers than the one that this is built on.
    private const LanguageVersion CSharp14 = (LanguageVersion)1400;

    /// <summary>Whether C# allows it, and generated code in another file can complete the member.</summary>
    public static bool AreAllowed(ISymbol member) =>
        member is { IsAbstract: false, IsExtern: false, IsImplicitlyDeclared: false } &&
        member.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } type &&
        !IsFileLocal(type) &&
        member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method =>
                !method.IsVararg && !HasParts(method) && !ExtensionBlocks.IsImplementation(method),
            IMethodSymbol { MethodKind: MethodKind.Constructor } => IsWrittenAs<ConstructorDeclarationSyntax>(member, CSharp14),
            IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: true } => type.TypeKind != TypeKind.Interface &&
                IsWrittenAs<BasePropertyDeclarationSyntax>(member, LanguageVersion.CSharp13),
            _ => false,
        };

    /// <summary>Whether the type or one around it can only be named in its own file.</summary>
    public static bool IsFileLocal(INamedTypeSymbol type) =>
        type.IsFileLocal || (type.ContainingType is { } outer && IsFileLocal(outer));

    /// <summary>Two of them, neither of which is ours to write.</summary>
    private static bool HasParts(IMethodSymbol method) =>
        method.IsPartialDefinition || method.PartialDefinitionPart is not null;

    /// <summary>A primary constructor and the property of a record's parameter are not.</summary>
    private static bool IsWrittenAs<T>(ISymbol member, LanguageVersion version) =>
        member.DeclaringSyntaxReferences.FirstOrDefault() is { } reference &&
        reference.GetSyntax() is T &&
        ((CSharpParseOptions)reference.SyntaxTree.Options).LanguageVersion >= version;
}
