using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>
/// Finds traced methods that calls of an untraced interface member run without a trace, because the type of their
/// receiver does not tell which method that is.
/// </summary>
internal static class HiddenImplementers
{
    /// <param name="type">A definition in the source.</param>
    /// <returns>A finding for each traced method, but for those that a base type has too.</returns>
    public static IEnumerable<(IMethodSymbol Method, Finding Finding)> Of(INamedTypeSymbol type)
    {
        if (!Implementers.MayImplement(type))
        {
            return [];
        }

        return RepeatedSlots(type)
            .Where(slot => !TracedMembers.IsTraced(slot) && TracedMembers.IsDispatched(slot) &&
                SymbolEqualityComparer.Default.Equals(slot.ContainingAssembly, type.ContainingAssembly))
            .SelectMany(slot => Untraced(type, slot).Select(body => (Body: body, Slot: slot)))
            .GroupBy(found => found.Body, SymbolEqualityComparer.Default)
            .Select(group => group.First())
            .Select(found => (found.Body, Describe(found.Body, found.Slot, type)));
    }

    private static Finding Describe(IMethodSymbol body, IMethodSymbol slot, INamedTypeSymbol type)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(body.ContainingType, type);
        return new Finding(
            Rules.HiddenImplementer,
            (isOwn ? (ISymbol)body : type).Locations[0],
            $"{type.Name}.{slot.Name}",
            $"{slot.ContainingType.Name}.{slot.Name}",
            $"the type implements {slot.ContainingType.Name} several times, not all of them traced by one name",
            Remedies.OfSlot(slot, body));
    }

    /// <summary>What runs for the slot and is traced, if the type does not tell those calls so.</summary>
    private static IEnumerable<IMethodSymbol> Untraced(INamedTypeSymbol type, IMethodSymbol slot)
    {
        if (Implementers.Describe(type, slot).Body is not null)
        {
            return [];
        }

        IEnumerable<IMethodSymbol> inherited = type.BaseType?.OriginalDefinition is { } parent
            ? Implementers.Bodies(parent, slot)
            : [];
        return Implementers.Bodies(type, slot)
            .Where(body => TracedMembers.IsTraced(body) && !TracedBodies.IsWrapped(body))
            .Except<IMethodSymbol>(inherited, SymbolEqualityComparer.Default);
    }

    /// <summary>Those of generic interfaces that the type implements more than once.</summary>
    private static IEnumerable<IMethodSymbol> RepeatedSlots(INamedTypeSymbol type) => type.AllInterfaces
        .GroupBy<INamedTypeSymbol, INamedTypeSymbol>(each => each.OriginalDefinition, SymbolEqualityComparer.Default)
        .Where(group => group.Skip(1).Any())
        .SelectMany(group => group.Key.GetMembers().OfType<IMethodSymbol>());
}
