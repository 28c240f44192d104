using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Decides of every use of a method whether it can be intercepted, or why not. The one place that does: a pure
/// function of the operation and the compilation, so that whoever reports gaps and whoever intercepts always agree.
/// </summary>
internal static class UseClassifier
{
    /// <param name="call">As it is written.</param>
    /// <param name="model">Of its file.</param>
    /// <param name="cancellationToken">Ends the binding.</param>
    public static Use Classify(
        InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        PlainCalls.MethodOf(call, model, cancellationToken) is { } method
            ? Classify(method, model.Compilation, static _ => Gap.None)
            : Classify(model.GetOperation(call, cancellationToken), model.Compilation);

    /// <param name="operation">The call or the method group, as the compiler bound it.</param>
    /// <param name="compilation">That it belongs to.</param>
    public static Use Classify(IOperation? operation, Compilation compilation) => operation switch
    {
        IInvocationOperation { TargetMethod: { } target } call =>
            Classify(target, compilation, method => OfCall(call, method, compilation)),
        IMethodReferenceOperation reference => ClassifyUntraceable(
            reference.Method, IsInExpressionTree(reference) ? Gap.ExpressionTree : Gap.MethodGroup, compilation),
        IDynamicInvocationOperation call => ClassifyDynamic(call, compilation),
        IPropertyReferenceOperation { Property.OriginalDefinition: { } property } =>
            new Use(property.GetMethod ?? property.SetMethod, OfProperty(property)),
        _ => new Use(null, Gap.NotOrdinary),
    };

    /// <summary>Of a property that is not wrapped it is said where it is declared.</summary>
    private static Gap OfProperty(IPropertySymbol property) =>
        property.Has(AttributeSymbols.Traced) && TracedProperties.IsWrapped(property)
            ? Gap.BodyIsTraced
            : Gap.NotTraced;

    /// <summary>A call that the compiler makes without one in the source: of <c>GetEnumerator</c>, for one.</summary>
    /// <param name="method">That is called.</param>
    /// <param name="compilation">That the call belongs to.</param>
    /// <remarks>Only of methods that are traced themselves: every foreach may dispose of something traced.</remarks>
    public static Use ClassifyImplicit(IMethodSymbol method, Compilation compilation) =>
        TracedMembers.IsTraced(method.OriginalDefinition)
            ? ClassifyUntraceable(method, Gap.ImplicitCall, compilation)
            : new Use(method, Gap.NotTraced);

    /// <summary>Where arguments are dynamic the compiler knows the methods that may be meant, else nothing.</summary>
    private static Use ClassifyDynamic(IDynamicInvocationOperation call, Compilation compilation)
    {
        Use[] candidates = call.SemanticModel is not { } model || call.Syntax is not InvocationExpressionSyntax syntax
            ? []
            : [.. model.GetMemberGroup(syntax.Expression).OfType<IMethodSymbol>()
                .Select(candidate => ClassifyUntraceable(candidate, Gap.Dynamic, compilation))];
        return candidates.Length > 0
            ? candidates.OrderByDescending(candidate => candidate.Gap == Gap.Dynamic).First()
            : new Use(null, DynamicReceivers.MayMissOne(call, compilation) ? Gap.Dynamic : Gap.NotTraced);
    }

    /// <summary>A use that is only traced if the method's body is.</summary>
    private static Use ClassifyUntraceable(IMethodSymbol method, Gap gap, Compilation compilation)
    {
        Use use = Classify(method, compilation, _ => gap);
        return use.Gap is Gap.NotTraced or Gap.BodyIsTraced or Gap.NotOrdinary ? use : use with { Gap = gap };
    }

    private static Use Classify(IMethodSymbol target, Compilation compilation, Func<IMethodSymbol, Gap> ofUse)
    {
        IMethodSymbol method = ExtensionBlocks.Implementation((target.ReducedFrom ?? target).OriginalDefinition);
        bool isTraced = TracedMembers.IsTraced(method);
        bool isWrapped = isTraced && TracedBodies.IsWrapped(method);
        if ((!isTraced || isWrapped) && Implementers.Of(method, compilation).Count == 0)
        {
            return new Use(method, isWrapped ? Gap.BodyIsTraced : Gap.NotTraced);
        }

        // Of a wrapped method only those overrides are left that are not wrapped themselves.
        Gap gap = OfMethod(method, compilation);
        gap = gap != Gap.None ? gap : ofUse(method);
        return new Use(method, isWrapped && gap != Gap.None ? Gap.BodyIsTraced : gap);
    }

    /// <summary>What keeps all calls of the method from being intercepted.</summary>
    private static Gap OfMethod(IMethodSymbol method, Compilation compilation)
    {
        if (method.MethodKind != MethodKind.Ordinary || method.IsVararg)
        {
            return Gap.NotOrdinary;
        }

        if (!Nameability.CanName(method, compilation))
        {
            return Gap.UnnameableType;
        }

        return Nameability.NeedsAccessor(method, compilation) &&
            (PrivateAccessOf.NeededFor(method) is not { } needed || needed > PrivateAccessOf.Framework(compilation))
            ? Gap.Inaccessible
            : Gap.None;
    }

    private static Gap OfCall(IInvocationOperation invocation, IMethodSymbol method, Compilation compilation)
    {
        if (BaseCalls.IsOne(invocation))
        {
            return !TracedMembers.IsTraced(method) ? Gap.NotTraced
                : TracedBodies.IsWrapped(method) ? Gap.BodyIsTraced
                : BaseCalls.CanBeHelped(invocation, compilation) ? Gap.None
                : Gap.BaseCall;
        }

        // Not a call of a name, to the compiler: it does not redirect `(shop.Add)(1)`.
        if (invocation.Syntax is InvocationExpressionSyntax
            { Expression: ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax })
        {
            return Gap.MethodGroup;
        }

        if (invocation.Instance?.Type is ITypeParameterSymbol { IsReferenceType: false })
        {
            return Gap.MaybeStructReceiver;
        }

        if (StaticSlots.IsSlot(method) && !(TracedMembers.IsTraced(method) && StaticSlots.IsCalledOnSelf(invocation)))
        {
            return Gap.StaticAbstract;
        }

        return IsInExpressionTree(invocation) ? Gap.ExpressionTree : Gap.None;
    }

    private static bool IsInExpressionTree(IOperation operation)
    {
        for (IOperation? around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation { Parent: IConversionOperation { Type: { } type } } &&
                type is INamedTypeSymbol { Name: "Expression", Arity: 1 } &&
                type.ContainingNamespace.ToDisplayString() == "System.Linq.Expressions")
            {
                return true;
            }
        }

        return false;
    }
}
