using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>Reads what a <c>[Traced]</c> in the source declares.</summary>
internal static class Declarations
{
    public static Declaration Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (context.TargetSymbol is IAssemblySymbol assembly)
        {
            // To look at every method takes its time, and is only done again where another one may be selected.
            return TreeCache<Declaration>.GetOrFind(
                context.TargetNode.SyntaxTree,
                DeclarationFingerprint.Of(context.SemanticModel.Compilation, cancellationToken),
                () => OfRules(assembly, cancellationToken));
        }

        IMethodSymbol[] methods = [.. Methods(context.TargetSymbol).Where(TracedMembers.IsTraced)];
        return new Declaration(
            methods.Select(Describe).Distinct().ToEquatableArray(),
            EquatableArray<string>.Empty,
            methods.Concat(Constructors(context.TargetSymbol)).Select(TracedBodies.Describe)
                .OfType<TracedBody>().ToEquatableArray(),
            Properties(context.TargetSymbol).Select(TracedProperties.Describe)
                .OfType<TracedProperty>().ToEquatableArray());
    }

    private static Declaration OfRules(IAssemblySymbol assembly, CancellationToken cancellationToken)
    {
        IMethodSymbol[] methods =
            [.. AllMembers.Methods(assembly.GlobalNamespace, cancellationToken).Where(AssemblyRules.Select)];
        return new Declaration(
            methods.Select(Describe).Distinct().ToEquatableArray(),
            methods.Select(method => method.GetDocumentationCommentId()!).ToEquatableArray(),
            EquatableArray<TracedBody>.Empty,
            EquatableArray<TracedProperty>.Empty);
    }

    /// <summary>An explicit implementation is called by the name of what it implements, by whoever sees that.</summary>
    private static DeclaredMethod Describe(IMethodSymbol method) =>
        method.ExplicitInterfaceImplementations.FirstOrDefault() is { } implemented
            ? new(implemented.Name, IsVisible: true)
            : new(method.Name, IsVisible: method.DeclaredAccessibility != Accessibility.Private);

    /// <summary>A method with an attribute of its own is none of its type's: each is described once.</summary>
    private static IEnumerable<IMethodSymbol> Methods(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method =>
            [method],
        INamedTypeSymbol type => type.GetMembers().OfType<IMethodSymbol>()
            .Where(method => TracedMembers.IsSelectedByType(method) && !method.Has(AttributeSymbols.Traced)),
        _ => [],
    };

    private static IEnumerable<IMethodSymbol> Constructors(ISymbol symbol) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? [constructor] : [];

    private static IEnumerable<IPropertySymbol> Properties(ISymbol symbol) =>
        symbol is IPropertySymbol property ? [property] : [];
}
