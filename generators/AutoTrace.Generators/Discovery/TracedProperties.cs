using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Finds the <c>partial</c> traced properties and indexers whose implementing part is ours to write: around the
/// accessors of another property, for an indexer around two methods, for there can be no other indexer.
/// </summary>
internal static class TracedProperties
{
    /// <summary>Whether all that use the property are traced by a wrapper around its accessors.</summary>
    public static bool IsWrapped(IPropertySymbol property) =>
        Accessors(property).All(accessor => accessor.Has(AttributeSymbols.TracedBody)) ||
        (NeedsBody(property) && Accessors(property).All(HasCore));

    /// <summary>Whether the property is <c>partial</c> and has no accessors under its own name.</summary>
    public static bool NeedsBody(IPropertySymbol property) =>
        property is { IsPartialDefinition: true, PartialImplementationPart: null } &&
        PartialTypes.IsOpen(property.ContainingType);

    /// <summary>What a property's body has to be, for the reader.</summary>
    public static string Cores(IPropertySymbol property) => property.IsIndexer
        ? string.Join(" and ", Accessors(property).Select(accessor => $"a method '{MethodName(accessor, property)}'"))
        : $"a property '{CoreName(property)}'";

    /// <summary>The text model of a wrapped property; null if it has no body.</summary>
    public static TracedProperty? Describe(IPropertySymbol property)
    {
        if (!NeedsBody(property) || !Accessors(property).All(HasCore))
        {
            return null;
        }

        INamedTypeSymbol type = property.ContainingType;
        TypeText types = new();
        return new TracedProperty(
            FileNames.Of("Body", $"{type.Name}.{property.MetadataName}", property.GetDocumentationCommentId()!),
            PartialTypes.Of(type),
            Declaration(property).Modifiers.ToString(),
            MethodShapes.Reference(property.RefKind) + types.Of(property.Type),
            property.IsIndexer ? "this" : TypeText.Identifier(property.Name),
            ParameterTexts.Of(property.Parameters, types),
            MethodShapes.Signature(property),
            Accessors(property).Select(accessor => Describe(accessor, types)).ToEquatableArray());
    }

    private static TracedAccessor Describe(IMethodSymbol accessor, TypeText types)
    {
        AccessorDeclarationSyntax declaration =
            (AccessorDeclarationSyntax)accessor.DeclaringSyntaxReferences[0].GetSyntax();
        MethodShape shape = MethodShapes.Of(accessor, types);
        IMethodSymbol core = CoreOf(accessor)!;
        return new TracedAccessor(
            $"{declaration.Modifiers} {declaration.Keyword}".Trim(),
            accessor.MethodKind == MethodKind.PropertyGet,
            Streams.IsStream(core) ? shape with { Returns = ReturnKind.Stream } : shape,
            TypeText.Identifier((core.AssociatedSymbol ?? core).Name),
            !accessor.Has(AttributeSymbols.NoTrace),
            TracedBodies.OwnAttributes(accessor));
    }

    private static BasePropertyDeclarationSyntax Declaration(IPropertySymbol property) =>
        (BasePropertyDeclarationSyntax)property.DeclaringSyntaxReferences[0].GetSyntax();

    private static IEnumerable<IMethodSymbol> Accessors(IPropertySymbol property) =>
        new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>();

    private static bool HasCore(IMethodSymbol accessor) => CoreOf(accessor) is not null;

    /// <summary>The user's accessor or method that an accessor is wrapped around; null if there is none.</summary>
    private static IMethodSymbol? CoreOf(IMethodSymbol accessor)
    {
        IPropertySymbol property = (IPropertySymbol)accessor.AssociatedSymbol!;
        IEnumerable<IMethodSymbol?> candidates = property.IsIndexer
            ? property.ContainingType.GetMembers(MethodName(accessor, property)).OfType<IMethodSymbol>()
            : property.ContainingType.GetMembers(CoreName(property)).OfType<IPropertySymbol>()
                .Where(core => !SymbolEqualityComparer.Default.Equals(core, property))
                .Select(core => accessor.MethodKind == MethodKind.PropertyGet ? core.GetMethod : core.SetMethod);
        return candidates.OfType<IMethodSymbol>().FirstOrDefault(core =>
            (core.IsStatic || !accessor.IsStatic) &&
            (accessor.IsInitOnly || !core.IsInitOnly) &&
            TracedBodies.HaveSameSignature(core, accessor));
    }

    private static string MethodName(IMethodSymbol accessor, IPropertySymbol property) =>
        (accessor.MethodKind == MethodKind.PropertyGet ? "Get" : "Set") + CoreName(property);

    private static string CoreName(IPropertySymbol property) =>
        property.Find(AttributeSymbols.Traced)?.Text("Body") ?? property.MetadataName + TracedBodies.CoreSuffix;
}
