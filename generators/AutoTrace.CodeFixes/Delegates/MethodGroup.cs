using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.CodeFixes.Delegates;

/// <summary>A method group that becomes a delegate and that a lambda may stand in for.</summary>
/// <param name="Syntax">The whole method group.</param>
/// <param name="Reference">What it means.</param>
/// <param name="Invoke">What the delegate looks like.</param>
/// <param name="Model">Of its document.</param>
internal sealed record MethodGroup(
    ExpressionSyntax Syntax, IMethodReferenceOperation Reference, IMethodSymbol Invoke, SemanticModel Model)
{
    /// <summary>Types without the nullability that inference may add.</summary>
    private static readonly SymbolDisplayFormat s_text = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions:
            SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut);

    /// <summary>Null for a name that is none, and where a lambda would do something else.</summary>
    public static MethodGroup? Of(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        ExpressionSyntax syntax = name.Parent is MemberAccessExpressionSyntax access && access.Name == name
            ? access
            : name;
        return model.GetOperation(syntax, cancellationToken) is IMethodReferenceOperation
            {
                Parent: IDelegateCreationOperation
                {
                    Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke },
                } creation,
            } reference &&
            !IsCompared(creation) &&
            !IsReadByReflection(creation, reference.Method) &&
            StableReceiver.Is(reference, model, cancellationToken)
            ? new MethodGroup(syntax, reference, invoke, model)
            : null;
    }

    /// <summary>
    /// Whether the lambda calls that method, as that delegate, and the call that it is an argument of is the same one.
    /// </summary>
    public async Task<bool> IsSameAsync(
        Document changed, SyntaxAnnotation mark, CancellationToken cancellationToken)
    {
        SemanticModel after = (await changed.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        SyntaxNode root = await after.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode lambda = root.GetAnnotatedNodes(mark).Single();
        return lambda.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault() is { } node &&
            after.GetOperation(node, cancellationToken) is IInvocationOperation call &&
            Text(call.TargetMethod) == Text(Reference.Method) &&
            Text(after.GetOperation(lambda, cancellationToken)?.Parent?.Type) == Text(Reference.Parent!.Type) &&
            Text(after.GetSymbolInfo(Around(lambda), cancellationToken).Symbol) ==
                Text(Model.GetSymbolInfo(Around(Syntax), cancellationToken).Symbol) &&
            Errors(after, cancellationToken) <= Errors(Model, cancellationToken);
    }

    /// <summary>Two lambdas are never equal: an event handler could not be removed again.</summary>
    private static bool IsCompared(IDelegateCreationOperation creation)
    {
        IOperation? around = creation.Parent;
        while (around is IConversionOperation or IParenthesizedOperation or IDelegateCreationOperation)
        {
            around = around.Parent;
        }

        return around is IEventAssignmentOperation or ICompoundAssignmentOperation or IBinaryOperation;
    }

    /// <summary>As a plain <c>Delegate</c>: who takes it looks for attributes and defaults on the method.</summary>
    private static bool IsReadByReflection(IDelegateCreationOperation creation, IMethodSymbol method) =>
        creation.Parent is IConversionOperation &&
        (method.GetAttributes().Any(data => data.AttributeClass?.ContainingNamespace.Name != "AutoTrace") ||
            method.Parameters.Any(each => each.HasExplicitDefaultValue || each.GetAttributes().Length > 0));

    private static SyntaxNode Around(SyntaxNode delegated) =>
        delegated.Ancestors().OfType<BaseArgumentListSyntax>().FirstOrDefault()?.Parent ?? delegated.Parent!;

    private static string? Text(ISymbol? symbol) => symbol?.ToDisplayString(s_text);

    private static int Errors(SemanticModel model, CancellationToken cancellationToken) =>
        model.GetDiagnostics(cancellationToken: cancellationToken)
            .Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
