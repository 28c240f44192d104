using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.CodeFixes.Delegates;

/// <summary>
/// Decides whether the receiver of a method group is the same object whenever it is evaluated: a delegate evaluates it
/// once, a lambda at each call.
/// </summary>
internal static class StableReceiver
{
    public static bool Is(
        IMethodReferenceOperation reference, SemanticModel model, CancellationToken cancellationToken)
    {
        IOperation? receiver = reference.Instance ??
            (reference.Syntax is MemberAccessExpressionSyntax { Expression: { } left } &&
                model.GetSymbolInfo(left, cancellationToken).Symbol is not (INamespaceOrTypeSymbol or null)
                ? model.GetOperation(left, cancellationToken)
                : null);
        return receiver switch
        {
            // A static method, on its type's name or by its own.
            null => reference.Syntax is not MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax },
            { Type.IsReferenceType: false } => false,
            IInstanceReferenceOperation => receiver.Syntax is not BaseExpressionSyntax,
            IFieldReferenceOperation { Field.IsReadOnly: true } field =>
                field.Instance is null or IInstanceReferenceOperation { Type.IsReferenceType: true },
            ILocalReferenceOperation { Local.RefKind: RefKind.None } local =>
                IsAssignedOnce(local.Local, model, cancellationToken),
            IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter =>
                IsAssignedOnce(parameter.Parameter, model, cancellationToken),
            _ => false,
        };
    }

    /// <summary>Not written to but by its own declaration, anywhere that it can be seen.</summary>
    private static bool IsAssignedOnce(ISymbol variable, SemanticModel model, CancellationToken cancellationToken)
    {
        SyntaxNode? declaration = variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        SyntaxNode? member = declaration?.Ancestors().FirstOrDefault(node => node is
            (MemberDeclarationSyntax and not GlobalStatementSyntax) or CompilationUnitSyntax);
        bool isElsewhereToo = member is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword);
        return declaration is not VariableDeclaratorSyntax { Initializer: null } &&
            member is not null &&
            !isElsewhereToo &&
            !member.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
                name.Identifier.ValueText == variable.Name &&
                IsWritten(name) &&
                SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, variable));
    }

    private static bool IsWritten(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind != 0 || argument.Parent is TupleExpressionSyntax,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => true,
        RefExpressionSyntax => true,
        _ => false,
    };
}
