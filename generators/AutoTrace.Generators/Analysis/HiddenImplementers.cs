using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>
/// Finds traced methods that calls of an untraced interface member or virtual method run without a trace, because
/// those calls cannot test for the type of their receiver.
/// </summary>
internal static class HiddenImplementers
{
    /// <param name="type">A definition in the source.</param>
    /// <param name="compilation">That declares it.</param>
    /// <returns>A finding for each traced method, but for those that a base type has too.</returns>
    public static IEnumerable<(IMethodSymbol Method, Finding Finding)> Of(
        INamedTypeSymbol type, Compilation compilation)
    {
        if (!Implementers.MayImplement(type))
        {
            return [];
        }

        bool isKnown = Implementers.IsKnown(type, compilation);
        IEnumerable<IMethodSymbol> slots = isKnown ? RepeatedSlots(type) : Slots(type);
        return slots
            .Where(slot => !TracedMembers.IsTraced(slot) && TracedMembers.IsDispatched(slot) &&
                SymbolEqualityComparer.Default.Equals(slot.ContainingAssembly, type.ContainingAssembly))
            .SelectMany(slot => Untraced(type, slot, compilation).Select(body => (Body: body, Slot: slot)))
            .GroupBy(found => found.Body, SymbolEqualityComparer.Default)
            .Select(group => group.First())
            .Select(found => (found.Body, Describe(found.Body, found.Slot, type, isKnown)));
    }

    private static Finding Describe(IMethodSymbol body, IMethodSymbol slot, INamedTypeSymbol type, bool isKnown)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(body.ContainingType, type);
        return new Finding(
            Rules.HiddenImplementer,
            (isOwn ? (ISymbol)body : type).Locations[0],
            $"{type.Name}.{slot.Name}",
            $"{slot.ContainingType.Name}.{slot.Name}",
            isKnown
                ? $"the type implements {slot.ContainingType.Name} several times, not all of them traced by one name"
                : "generated code cannot name the type: it is private, protected, file-local or obsolete",
            Remedies.OfSlot(slot, body));
    }

    /// <summary>What runs for the slot and is traced, if neither the type nor a base type tells those calls so.</summary>
    private static IEnumerable<IMethodSymbol> Untraced(
        INamedTypeSymbol type, IMethodSymbol slot, Compilation compilation)
    {
        INamedTypeSymbol? known = SelfAndBases(type)
            .FirstOrDefault(each => HasSlot(each, slot) && Implementers.IsKnown(each, compilation));
        if (known is not null && Implementers.Describe(known, slot).Body is not null)
        {
            return [];
        }

        IEnumerable<IMethodSymbol> inherited = type.BaseType?.OriginalDefinition is { } parent && HasSlot(parent, slot)
            ? Implementers.Bodies(parent, slot)
            : [];
        return Implementers.Bodies(type, slot)
            .Where(body => TracedMembers.IsTraced(body) && !TracedBodies.IsWrapped(body))
            .Except<IMethodSymbol>(inherited, SymbolEqualityComparer.Default);
    }

    private static IEnumerable<IMethodSymbol> Slots(INamedTypeSymbol type) => type.AllInterfaces
        .SelectMany(each => each.OriginalDefinition.GetMembers()).OfType<IMethodSymbol>()
        .Concat(type.GetMembers().OfType<IMethodSymbol>().SelectMany(member =>
            TracedMembers.SelfAndOverridden(member).Skip(1)).Select(slot => slot.OriginalDefinition))
        .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default);

    /// <summary>Those of generic interfaces that the type implements more than once.</summary>
    private static IEnumerable<IMethodSymbol> RepeatedSlots(INamedTypeSymbol type) => type.AllInterfaces
        .GroupBy<INamedTypeSymbol, INamedTypeSymbol>(each => each.OriginalDefinition, SymbolEqualityComparer.Default)
        .Where(group => group.Skip(1).Any())
        .SelectMany(group => group.Key.GetMembers().OfType<IMethodSymbol>());

    private static bool HasSlot(INamedTypeSymbol type, IMethodSymbol slot) =>
        type.AllInterfaces.Concat(SelfAndBases(type)).Any(each =>
            SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, slot.ContainingType));

    private static IEnumerable<INamedTypeSymbol> SelfAndBases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? around = type; around is not null; around = around.BaseType)
        {
            yield return around.OriginalDefinition;
        }
    }
}
