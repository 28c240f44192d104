using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.CodeFixes.Methods;

/// <summary><c>#if</c> and its kin in a method that becomes two, which have to be whole in each.</summary>
internal static class Directives
{
    /// <summary>
    /// Whether they are: among the parameters, which both have; among the attributes, which the declaration keeps; and
    /// in the body.
    /// </summary>
    public static bool AreWholeIn(MethodDeclarationSyntax method)
    {
        SyntaxNode body = (SyntaxNode?)method.Body ?? method.ExpressionBody!;
        SyntaxToken first = method.GetFirstToken();
        SyntaxToken[] attributes = [.. AfterAttributes(method)];
        SyntaxToken[] parameters = [.. AroundParameters(method)];
        SyntaxToken[] others = [.. method.DescendantTokens().TakeWhile(each => each.SpanStart <= body.SpanStart)
            .Except(attributes).Except(parameters).Where(each => each != first)];
        bool areAttributesWhole = !attributes.Any(Has) || Depth(attributes.Prepend(first), mayEndOthers: true) == 0;
        return areAttributesWhole &&
            Depth(parameters) == 0 &&
            !others.Any(Has) &&
            Depth(body.DescendantTokens().Skip(1)) == 0;
    }

    /// <summary>Whether which attributes the method has is said by directives.</summary>
    public static bool AreAmongAttributes(MethodDeclarationSyntax method) => AfterAttributes(method).Any(Has);

    public static SyntaxTriviaList RemovedFrom(SyntaxTriviaList trivia) => SyntaxFactory.TriviaList(
        trivia.Where(each => !each.IsDirective && !each.IsKind(SyntaxKind.DisabledTextTrivia)));

    private static IEnumerable<SyntaxToken> AfterAttributes(MethodDeclarationSyntax method) =>
        method.AttributeLists.Select(list => list.GetLastToken().GetNextToken());

    private static IEnumerable<SyntaxToken> AroundParameters(MethodDeclarationSyntax method) => method.ParameterList.Parameters
        .Select(parameter => parameter.GetFirstToken())
        .Concat(method.ParameterList.Parameters.GetSeparators())
        .Append(method.ParameterList.CloseParenToken);

    private static bool Has(SyntaxToken token) => token.LeadingTrivia.Any(trivia => trivia.IsDirective);

    /// <summary>How many are open at the end; less than 0 if some end, or go on, that began before.</summary>
    private static int Depth(IEnumerable<SyntaxToken> tokens, bool mayEndOthers = false)
    {
        int depth = 0;
        foreach (SyntaxTrivia trivia in tokens.OrderBy(token => token.SpanStart).SelectMany(token => token.LeadingTrivia))
        {
            int change = trivia.Kind() switch
            {
                SyntaxKind.IfDirectiveTrivia or SyntaxKind.RegionDirectiveTrivia => 1,
                SyntaxKind.EndIfDirectiveTrivia or SyntaxKind.EndRegionDirectiveTrivia => -1,
                _ => 0,
            };
            bool goesOn = trivia.Kind() is SyntaxKind.ElseDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia;
            if (depth == 0 && (change < 0 || goesOn))
            {
                if (!mayEndOthers)
                {
                    return -1;
                }

                continue;
            }

            depth += change;
        }

        return depth;
    }
}
