using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>Finds why calls of a traced method may be untraced wherever they are.</summary>
internal static class DeclarationFindings
{
    private const string PartialInFileLocal =
        "a partial member of a file-local type, which generated code in another file cannot complete";

    /// <param name="method">A traced method.</param>
    /// <param name="coverage">Says whether others may call what the project makes.</param>
    /// <param name="compilation">That declares the method.</param>
    public static IEnumerable<Finding> Of(IMethodSymbol method, Coverage coverage, Compilation compilation)
    {
        if (Unsupported(method) is { } kind)
        {
            return [new Finding(Rules.NotSupported, null, method.Name, kind)];
        }

        return Of(method, TracedBodies.IsWrapped(method), coverage, compilation);
    }

    /// <param name="property">With a <c>[Traced]</c>.</param>
    public static IEnumerable<Finding> Of(IPropertySymbol property)
    {
        if (TracedProperties.IsWrapped(property))
        {
            yield break;
        }

        if (property.IsPartialDefinition && PartialMembers.IsFileLocal(property.ContainingType))
        {
            yield return new Finding(Rules.NotSupported, null, property.Name, PartialInFileLocal);
        }
        else if (TracedProperties.NeedsBody(property))
        {
            yield return new Finding(Rules.NoCore, null, property.Name, TracedProperties.Cores(property));
        }
        else
        {
            yield return new Finding(
                Rules.NotPartial, null, property.Name, Remedies.OfAccess(property, TracedProperties.Cores(property)));
        }
    }

    private static IEnumerable<Finding> Of(
        IMethodSymbol method, bool isWrapped, Coverage coverage, Compilation compilation)
    {
        if (method.MethodKind == MethodKind.Constructor && !isWrapped && !TracedBodies.NeedsBody(method))
        {
            string remedy = Remedies.OfAccess(method, $"a method '{TracedBodies.CoreName(method)}'");
            yield return new Finding(Rules.NotPartial, null, method.ContainingType.Name, remedy);
            yield break;
        }

        IMethodSymbol? core = TracedBodies.CoreBehind(method);
        if (TracedBodies.NeedsBody(method) && core is null)
        {
            // Where the types are not partial the compiler says so.
            if (PartialTypes.IsOpen(method.ContainingType))
            {
                yield return new Finding(Rules.NoCore, null, method.Name, $"a method '{TracedBodies.CoreName(method)}'");
            }

            yield break;
        }

        if (core is { IsVirtual: true } or { IsOverride: true } or { IsAbstract: true } &&
            TracedBodies.NamedCore(method) is null)
        {
            yield return new Finding(Rules.SharedBody, null, method.Name, core.Name, "that is virtual");
        }

        if ((core ?? method) is { IsAsync: true, ReturnsVoid: true })
        {
            yield return new Finding(Rules.AsyncVoid, null, method.Name);
        }

        if (isWrapped || method.ContainingType.TypeKind == TypeKind.Interface)
        {
            yield break;
        }

        if (Callers.Of(method, compilation) is { } caller)
        {
            yield return new Finding(
                Rules.CalledFromElsewhere, null, method.Name, caller, Remedies.OfDeclaration(method));
        }
        else if (Callers.UntracedSlots(method, compilation).FirstOrDefault() is { } slot)
        {
            yield return new Finding(
                Rules.UntracedSlot,
                null,
                method.Name,
                $"{slot.ContainingType.Name}.{slot.Name}",
                Remedies.OfSlot(slot, method));
        }
        else if (coverage.IsPackable && method.IsVisibleOutside())
        {
            yield return new Finding(Rules.VisibleOutside, null, method.Name, Remedies.OfDeclaration(method));
        }
    }

    private static string? Unsupported(IMethodSymbol method) => method.MethodKind switch
    {
        _ when !method.Has(AttributeSymbols.Traced) => null,
        MethodKind.Ordinary when method.IsVararg => "a method with __arglist",
        MethodKind.Ordinary or MethodKind.Constructor
            when TracedBodies.NeedsBody(method) && PartialMembers.IsFileLocal(method.ContainingType) => PartialInFileLocal,
        MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.Constructor => null,
        MethodKind.LocalFunction => "a local function",
        MethodKind.AnonymousFunction => "a lambda",
        MethodKind.UserDefinedOperator or MethodKind.Conversion => "an operator",
        MethodKind.Destructor => "a finalizer",
        MethodKind.StaticConstructor => "a static constructor",
        _ => "an accessor",
    };
}
