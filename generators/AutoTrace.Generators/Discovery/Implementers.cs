using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>What runs where a method is called on a type that is known at compile time.</summary>
/// <param name="Type">A definition; stands for its subclasses too, up to those that are listed themselves.</param>
/// <param name="Body">The traced definition that runs; null for one that its callers are not to trace.</param>
/// <param name="IsOnly">Whether it is the only one: a type may implement a generic interface several times.</param>
internal readonly record struct Implementer(INamedTypeSymbol Type, IMethodSymbol? Body, bool IsOnly);

/// <summary>
/// Finds the traced methods that calls of an interface member or virtual method may run which is not traced or, being
/// wrapped, traces its own body alone: among the types of the compilation and of the assemblies that it references.
/// </summary>
internal sealed class Implementers
{
    private const string Experimental = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";

    private static readonly ConditionalWeakTable<Compilation, Implementers> s_all = new();

    private readonly Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> _subtypes =
        new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<Implementer>> _found =
        new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<Implementer>> _inFront =
        new(SymbolEqualityComparer.Default);

    private Implementers(Compilation compilation)
    {
        foreach (INamedTypeSymbol type in Assemblies(compilation).SelectMany(each => Types(each.GlobalNamespace)))
        {
            if (!MayImplement(type) || !IsKnown(type, compilation))
            {
                continue;
            }

            foreach (INamedTypeSymbol parent in Ancestors(type).Prepend(type).Concat(type.AllInterfaces)
                .Select(parent => parent.OriginalDefinition).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
            {
                if (!_subtypes.TryGetValue(parent, out List<INamedTypeSymbol> subtypes))
                {
                    _subtypes.Add(parent, subtypes = []);
                }

                subtypes.Add(type);
            }
        }
    }

    /// <summary>Empty if no call of the method is known to run a body that its callers are to trace.</summary>
    /// <param name="method">A definition that is not traced or is wrapped.</param>
    /// <param name="compilation">That calls it.</param>
    public static IReadOnlyList<Implementer> Of(IMethodSymbol method, Compilation compilation)
    {
        if (!TracedMembers.IsDispatched(method) ||
            method.ContainingType.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType)
        {
            return [];
        }

        Implementers all = In(compilation);
        return all._found.GetOrAdd(method, key => all.Find(
            key,
            Describe,
            (each, known) => known is null || !SymbolEqualityComparer.Default.Equals(each.Body, known.Value.Body)));
    }

    /// <summary>
    /// Types on which a call runs a body that is not wrapped and may call one that is, as an override calls its base;
    /// and, with no body, those below them on which it runs a wrapped one again.
    /// </summary>
    /// <param name="method">A definition that is traced and not wrapped.</param>
    /// <param name="compilation">That calls it.</param>
    public static IReadOnlyList<Implementer> InFrontOfWrapped(IMethodSymbol method, Compilation compilation)
    {
        if (method.IsStatic || !TracedMembers.IsDispatched(method))
        {
            return [];
        }

        Implementers all = In(compilation);
        return all._inFront.GetOrAdd(method, key => all.Find(
            key,
            DescribeUnwrapped,
            (each, known) => known is not null && each.Body is null != known.Value.Body is null));
    }

    /// <summary>Whether calls through an interface or a base type can reach objects of the type.</summary>
    public static bool MayImplement(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsRefLikeType: false, IsStatic: false };

    /// <summary>
    /// Whether such calls can test for the type: by its name in metadata they can for all of their own project.
    /// </summary>
    public static bool IsKnown(INamedTypeSymbol type, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) ||
        HasTypeOf(type, compilation);

    /// <summary>Whether generated code can say <c>typeof</c> of it.</summary>
    public static bool HasTypeOf(INamedTypeSymbol type, Compilation compilation) =>
        Nameability.CanName(type, compilation) && !WarnsItsUsers(type);

    private static Implementers In(Compilation compilation) =>
        s_all.GetValue(compilation, static key => new Implementers(key));

    /// <param name="method">That is called.</param>
    /// <param name="describe">What runs where it is called on a type.</param>
    /// <param name="differs">
    /// Whether a type has to be listed beside the next of its base types that is known, if there is one.
    /// </param>
    private Implementer[] Find(
        IMethodSymbol method,
        Func<INamedTypeSymbol, IMethodSymbol, Implementer> describe,
        Func<Implementer, Implementer?, bool> differs)
    {
        if (!_subtypes.TryGetValue(method.ContainingType, out List<INamedTypeSymbol> types))
        {
            return [];
        }

        Dictionary<INamedTypeSymbol, Implementer> bodies = new(SymbolEqualityComparer.Default);
        foreach (INamedTypeSymbol type in types)
        {
            bodies[type] = describe(type, method);
        }

        Implementer[] found =
        [
            .. bodies.Values.Where(each => differs(each, KnownBase(each.Type)))
                .OrderBy(each => each.Type.GetDocumentationCommentId(), StringComparer.Ordinal),
        ];
        return found.All(each => each.Body is null) ? [] : found;

        Implementer? KnownBase(INamedTypeSymbol type) =>
            Ancestors(type).Select(parent => parent.OriginalDefinition).FirstOrDefault(bodies.ContainsKey) is { } known
                ? bodies[known]
                : null;
    }

    public static Implementer Describe(INamedTypeSymbol type, IMethodSymbol method)
    {
        IMethodSymbol[] bodies = [.. Bodies(type, method)];
        bool isTraced = bodies.Length > 0 &&
            bodies.All(body => TracedMembers.IsTraced(body) && !TracedBodies.IsWrapped(body)) &&
            bodies.Select(TracedOptions.SubsegmentName).Distinct().Count() == 1;
        return new Implementer(type, isTraced ? bodies[0] : null, bodies.Length == 1);
    }

    private static Implementer DescribeUnwrapped(INamedTypeSymbol type, IMethodSymbol method)
    {
        IMethodSymbol[] bodies = [.. Bodies(type, method)];
        IMethodSymbol? body = bodies.Any(TracedBodies.IsWrapped) ? null : bodies.FirstOrDefault();
        return new Implementer(type, body, bodies.Length == 1);
    }

    /// <summary>What a call of the method on the type runs: several only for a generic interface.</summary>
    public static IEnumerable<IMethodSymbol> Bodies(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind != TypeKind.Interface)
        {
            return [Override(type, method)];
        }

        // The compiler answers what implements the member first, which a derived type may override.
        return type.AllInterfaces.SelectMany(each => each.GetMembers(method.Name)).OfType<IMethodSymbol>()
            .Where(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method))
            .Select(type.FindImplementationForInterfaceMember).OfType<IMethodSymbol>()
            .Select(body => Override(type, body.OriginalDefinition))
            .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default);
    }

    /// <summary>The most derived override; the method itself if there is none.</summary>
    private static IMethodSymbol Override(INamedTypeSymbol type, IMethodSymbol method) =>
        Ancestors(type).Prepend(type)
            .SelectMany(each => each.OriginalDefinition.GetMembers(method.Name)).OfType<IMethodSymbol>()
            .FirstOrDefault(member => TracedMembers.SelfAndOverridden(member).Any(each =>
                SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, method))) ?? method;

    /// <summary>Whether a <c>typeof</c> of it may be a warning or an error.</summary>
    private static bool WarnsItsUsers(INamedTypeSymbol type)
    {
        for (ISymbol? around = type; around is not (null or INamespaceSymbol); around = around.ContainingSymbol)
        {
            if (around.Has("System.ObsoleteAttribute") || around.Has(Experimental))
            {
                return true;
            }
        }

        return type.ContainingAssembly.Has(Experimental);
    }

    /// <summary>Those that may have traced methods: ours, and those that say that they have some.</summary>
    private static IEnumerable<IAssemblySymbol> Assemblies(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => AssemblyMarker.Of(assembly) is not null)
            .Prepend(compilation.Assembly);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(member =>
            member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));

    private static IEnumerable<INamedTypeSymbol> Ancestors(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            yield return parent;
        }
    }
}
