using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Analysis;

/// <summary>
/// Finds overrides that call a wrapped body of their base type, where a call of the override through a traced member
/// is taken for one of that body: whoever makes it cannot test for the override's type.
/// </summary>
internal static class HiddenBaseCalls
{
    /// <param name="type">A definition in the source.</param>
    /// <param name="compilation">That declares it.</param>
    public static IEnumerable<(IMethodSymbol Method, Finding Finding)> Of(
        INamedTypeSymbol type, Compilation compilation)
    {
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>().Where(each => each.IsOverride))
        {
            IMethodSymbol? wrapped = TracedMembers.SelfAndOverridden(method).Skip(1)
                .Select(each => each.OriginalDefinition).FirstOrDefault(TracedBodies.IsWrapped);
            if (wrapped is not null &&
                !TracedBodies.IsWrapped(method) &&
                CallsBase(method) &&
                TracedBodies.TracedSlots(wrapped).FirstOrDefault(
                    slot => Callers.IsAllThatOthersSee(slot, type, compilation)) is { } slot)
            {
                string called = $"{slot.ContainingType.Name}.{slot.Name}";
                yield return (method, new Finding(
                    Rules.HiddenImplementer,
                    null,
                    $"{wrapped.ContainingType.Name}.{wrapped.Name}",
                    $"{type.Name}.{method.Name}",
                    $"who calls that through '{called}' cannot name its type",
                    Remedies.OfDeclaration(method)));
            }
        }
    }

    private static bool CallsBase(IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax().DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
            access.Expression is BaseExpressionSyntax && access.Name.Identifier.ValueText == method.Name));
}
