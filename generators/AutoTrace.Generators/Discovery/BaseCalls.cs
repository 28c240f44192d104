using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// <c>base.M()</c> of a virtual method. Outside of the calling type there are only virtual calls, which would run the
/// override, for ever: where the type is partial, a part of it makes the call on the wrapper's behalf.
/// </summary>
internal static class BaseCalls
{
    /// <summary>Null if the call is none.</summary>
    public static IInvocationOperation? Find(
        InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } &&
        model.GetOperation(call, cancellationToken) is IInvocationOperation operation &&
        IsOne(operation)
            ? operation
            : null;

    public static bool IsOne(IInvocationOperation call) =>
        call.Instance is IInstanceReferenceOperation { Syntax: BaseExpressionSyntax } &&
        (call.TargetMethod.IsVirtual || call.TargetMethod.IsOverride || call.TargetMethod.IsAbstract);

    /// <summary>Whether a part of the calling type can make the call, and the wrapper can name that type.</summary>
    public static bool CanBeHelped(IInvocationOperation call, Compilation compilation) =>
        Caller(call) is { } caller && PartialTypes.IsOpen(caller) && CouldBeHelped(call, compilation);

    /// <summary>Whether that is so once the type is partial.</summary>
    public static bool CouldBeHelped(IInvocationOperation call, Compilation compilation)
    {
        IMethodSymbol method = call.TargetMethod.ConstructedFrom;
        return Caller(call) is { } caller &&
            Nameability.CanName(caller, compilation) &&
            Nameability.CanName(method, compilation) &&
            CanDeclare(method, caller);
    }

    public static Wrapper Describe(IInvocationOperation call)
    {
        INamedTypeSymbol caller = Caller(call)!;
        IMethodSymbol method = call.TargetMethod.ConstructedFrom;
        ITypeParameterSymbol[] typeParameters =
            [.. TypesOf.TypeArguments(method.ContainingType).OfType<ITypeParameterSymbol>()];
        TypeText types = new();
        types.Declare(typeParameters);
        types.Declare(method.TypeParameters);
        MethodShape shape = MethodShapes.Of(method, types);
        string self = Names.Unused("self", shape);
        string callerId = caller.GetDocumentationCommentId()!;
        string id = callerId + method.OriginalDefinition.GetDocumentationCommentId();
        return new Wrapper(
            FileNames.Identifier($"{caller.Name}_base", callerId),
            caller.ToDisplayString(),
            FileNames.Identifier(method.Name, id),
            shape,
            TypeParameterTexts.Of(typeParameters, types),
            new Parameter("", "", types.Of(method.ContainingType), self, self, IsParams: false),
            IsExtension: false,
            $"(({types.Of(caller)}){self}).",
            Accessor: null,
            Slot: null,
            Implementations: EquatableArray<Implementation>.Empty,
            Detours: EquatableArray<Implementation>.Empty,
            new BaseCall(PartialTypes.Of(caller), FileNames.Identifier($"AutoTraceBase_{method.Name}", id)));
    }

    private static INamedTypeSymbol? Caller(IInvocationOperation call) =>
        call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart)?.ContainingType?.OriginalDefinition;

    /// <summary>
    /// An interceptor has the type parameters of the method and its types or, if there is nothing else to infer, none:
    /// all of the caller's have to be among them, and what is not has to be the same in every call.
    /// </summary>
    private static bool CanDeclare(IMethodSymbol method, INamedTypeSymbol caller)
    {
        ITypeSymbol[] arguments = [.. TypesOf.TypeArguments(method.ContainingType)];
        ITypeParameterSymbol[] parameters = [.. TypesOf.TypeParameters(caller)];
        bool areCallers = arguments.All(argument => parameters.Contains(argument, SymbolEqualityComparer.Default));
        return parameters.Select(parameter => parameter.Name).Distinct().Count() == parameters.Length &&
            parameters.All(parameter => arguments.Contains(parameter, SymbolEqualityComparer.Default)) &&
            arguments.Distinct(SymbolEqualityComparer.Default).Count() == arguments.Length &&
            (areCallers || (parameters.Length == 0 && method.Arity == 0));
    }
}
