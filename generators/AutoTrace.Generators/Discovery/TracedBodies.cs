using AutoTrace.Generators.Discovery.Proof;
using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Finds the <c>partial</c> traced methods and constructors whose implementing part is ours to write.
/// </summary>
internal static class TracedBodies
{
    /// <summary>Behind the method's own name: the body's, unless the attribute says another.</summary>
    public const string CoreSuffix = "Core";

    /// <summary>Whether every path to the method leads through a wrapper around its body.</summary>
    public static bool IsWrapped(IMethodSymbol method) =>
        method.Has(AttributeSymbols.TracedBody) || FindCore(method) is not null;

    /// <summary>
    /// The user's body of a partial method that has none under its own name: a method of the same signature that
    /// <c>[Traced(Body = …)]</c> names, <c>&lt;Name&gt;Core</c> if it names none. Null if the method is not wrapped on
    /// the callee side.
    /// </summary>
    public static IMethodSymbol? FindCore(IMethodSymbol method) =>
        NeedsBody(method) && PartialTypes.IsOpen(method.ContainingType) ? CoreOf(method) : null;

    /// <summary>The same, also once the method's other part has been generated.</summary>
    public static IMethodSymbol? CoreBehind(IMethodSymbol method) =>
        method.IsPartialDefinition && method.Has(AttributeSymbols.TracedBody) ? CoreOf(method) : FindCore(method);

    /// <summary>Whether the method is <c>partial</c> and has no body under its own name.</summary>
    public static bool NeedsBody(IMethodSymbol method) =>
        method is { IsPartialDefinition: true, PartialImplementationPart: null };

    /// <summary>What the body of a partial method has to be called.</summary>
    public static string CoreName(IMethodSymbol method) =>
        NamedCore(method) ??
        (method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name) + CoreSuffix;

    /// <summary>The body that the attribute names; null if it names none.</summary>
    public static string? NamedCore(IMethodSymbol method) => method.Find(AttributeSymbols.Traced)?.Text("Body");

    /// <summary>The traced method that takes this one for its body by its name alone; null if none does.</summary>
    public static IMethodSymbol? InFrontOf(IMethodSymbol core) =>
        !core.Name.EndsWith(CoreSuffix, StringComparison.Ordinal)
            ? null
            : core.ContainingType.GetMembers(core.Name.Substring(0, core.Name.Length - CoreSuffix.Length))
                .OfType<IMethodSymbol>().FirstOrDefault(method =>
                    TracedMembers.IsTraced(method) &&
                    NamedCore(method) is null &&
                    SymbolEqualityComparer.Default.Equals(CoreBehind(method), core));

    /// <summary>The text model of a wrapped method; null if it has no body.</summary>
    public static TracedBody? Describe(IMethodSymbol method)
    {
        if (FindCore(method) is not { } core)
        {
            return null;
        }

        INamedTypeSymbol type = method.ContainingType;
        TypeText types = new();
        MethodShape shape = MethodShapes.Of(method, types);
        return new TracedBody(
            FileNames.Of("Body", $"{type.Name}.{TracedOptions.OwnName(method)}", method.GetDocumentationCommentId()!),
            PartialTypes.Of(type),
            Declaration(method).Modifiers.ToString(),
            TypeText.Identifier(core.Name),
            Streams.IsStream(core) ? shape with { Returns = ReturnKind.Stream } : shape,
            method.IsExtensionMethod,
            method.IsStatic || type.IsValueType ? $"typeof({types.Of(type)})" : "this",
            TracedSlots(method).Select(slot => slot.GetDocumentationCommentId()!).ToEquatableArray(),
            ProofName.TraitsOfOurs(method),
            OwnAttributes(method));
    }

    private static IMethodSymbol? CoreOf(IMethodSymbol method)
    {
        string signature = Signature(method);
        return method.ContainingType.GetMembers(CoreName(method)).OfType<IMethodSymbol>().FirstOrDefault(core =>
            core.MethodKind == MethodKind.Ordinary &&
            !SymbolEqualityComparer.Default.Equals(core, method) &&
            (core.IsStatic || !method.IsStatic) &&
            Signature(core) == signature);
    }

    /// <summary>Whether one method can stand for the other, but for its name.</summary>
    public static bool HaveSameSignature(IMethodSymbol method, IMethodSymbol other) =>
        Signature(method) == Signature(other);

    private static BaseMethodDeclarationSyntax Declaration(IMethodSymbol method) =>
        (BaseMethodDeclarationSyntax)method.DeclaringSyntaxReferences[0].GetSyntax();

    /// <summary>Traced interface members and overridden methods, calls of which their callers trace.</summary>
    public static IEnumerable<IMethodSymbol> TracedSlots(IMethodSymbol method) => TracedMembers.SelfAndInherited(method)
        .Skip(1)
        .Select(slot => slot.OriginalDefinition)
        .Where(slot => TracedMembers.IsTraced(slot) && !IsWrapped(slot));

    /// <summary>Attributes may stand on one part only.</summary>
    public static EquatableArray<string> OwnAttributes(IMethodSymbol method) => method.GetAttributes()
        .Select(attribute => attribute.AttributeClass?.Name ?? "")
        .Distinct()
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    private static string Signature(IMethodSymbol method)
    {
        TypeText types = new();
        IEnumerable<string> parameters = method.Parameters.Select(parameter =>
            $"{parameter.RefKind} {Positional(parameter.Type)}");
        return $"{method.Arity} {method.RefKind} {Positional(method.ReturnType)}({string.Join(", ", parameters)})";

        // The two methods have type parameters of their own: they agree if they stand at the same places.
        string Positional(ITypeSymbol type) => types.Of(type, parameter =>
            parameter.DeclaringMethod is null ? null : $"!!{parameter.Ordinal}");
    }
}
