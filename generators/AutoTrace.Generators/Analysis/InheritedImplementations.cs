using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>
/// Finds traced methods that only a derived type puts behind an interface, <c>class Store : Base, IDisposable</c>: that
/// others call them through it is said there, not where the method is declared.
/// </summary>
internal static class InheritedImplementations
{
    /// <param name="type">A definition in the source.</param>
    /// <param name="compilation">That declares it.</param>
    public static IEnumerable<(IMethodSymbol Method, Finding Finding)> Of(
        INamedTypeSymbol type, Compilation compilation)
    {
        if (type.TypeKind != TypeKind.Class || type.BaseType is not { SpecialType: SpecialType.None } parent)
        {
            yield break;
        }

        HashSet<IMethodSymbol> found = new(SymbolEqualityComparer.Default);
        foreach (IMethodSymbol slot in type.AllInterfaces
            .Except<INamedTypeSymbol>(parent.AllInterfaces, SymbolEqualityComparer.Default)
            .SelectMany(each => each.GetMembers()).OfType<IMethodSymbol>())
        {
            if (type.FindImplementationForInterfaceMember(slot) is IMethodSymbol { OriginalDefinition: { } body } &&
                body.ContainingType.TypeKind == TypeKind.Class &&
                !SymbolEqualityComparer.Default.Equals(body.ContainingType, type) &&
                TracedMembers.IsTraced(body) &&
                !TracedBodies.IsWrapped(body) &&
                Report(body, slot.OriginalDefinition, type, compilation) is { } report &&
                found.Add(body))
            {
                yield return (body, report);
            }
        }
    }

    private static Finding? Report(
        IMethodSymbol body, IMethodSymbol slot, INamedTypeSymbol type, Compilation compilation)
    {
        string name = $"{body.ContainingType.Name}.{body.Name}";
        string called = $"{slot.ContainingType.Name}.{slot.Name}";
        Location place = type.Locations[0];
        return Callers.IsCalledElsewhere(slot, type)
            ? new Finding(Rules.CalledFromElsewhere, place, name, called, Remedies.OfDeclaration(body))
            : Callers.IsUntraced(slot, type, compilation)
            ? new Finding(Rules.UntracedSlot, place, name, called, Remedies.OfSlot(slot, body))
            : null;
    }
}
