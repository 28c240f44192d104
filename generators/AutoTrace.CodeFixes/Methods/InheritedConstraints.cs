using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>
/// The constraints of an override: it may not repeat what it inherits, and a method with its body has to.
/// </summary>
internal static class InheritedConstraints
{
    private static readonly SymbolDisplayFormat s_text = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Included,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions:
            SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        miscellaneousOptions:
            SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers |
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes |
            SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <param name="method">That is no override any more.</param>
    /// <param name="symbol">That it was made from.</param>
    public static MethodDeclarationSyntax Repeat(MethodDeclarationSyntax method, IMethodSymbol symbol)
    {
        if (!symbol.IsOverride || symbol.Arity == 0)
        {
            return method;
        }

        SyntaxTriviaList end = method.ConstraintClauses.Count > 0
            ? method.ConstraintClauses.Last().GetTrailingTrivia()
            : method.ParameterList.GetTrailingTrivia();
        string text = $"class {symbol.ToDisplayString(s_text)};";
        TypeParameterConstraintClauseSyntax[] clauses =
        [
            .. ((TypeDeclarationSyntax)ParseMemberDeclaration(text)!).ConstraintClauses.Select(clause => clause
                .WithLeadingTrivia(Space).WithoutTrailingTrivia().WithAdditionalAnnotations(Simplifier.Annotation)),
        ];
        if (clauses.Length > 0)
        {
            clauses[clauses.Length - 1] = clauses[clauses.Length - 1].WithTrailingTrivia(end);
        }

        return method
            .WithParameterList(method.ParameterList.WithTrailingTrivia(clauses.Length == 0 ? end : default))
            .WithConstraintClauses(List(clauses));
    }
}
