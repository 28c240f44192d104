using AutoTrace.Generators.Analysis.Migration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoTrace.CodeFixes.Migration;

/// <summary>The statements of a lambda, as they stand where it was called.</summary>
internal static class LambdaSyntax
{
    /// <param name="lambda">The call.</param>
    /// <param name="visit">Rewrites what is inside.</param>
    public static BlockSyntax Content(LambdaCall lambda, Func<SyntaxNode, SyntaxNode?> visit)
    {
        if (lambda.Lambda?.Block is not { } block)
        {
            ExpressionSyntax value = lambda.Lambda?.ExpressionBody is { } expression
                ? (ExpressionSyntax)visit(expression)!
                : InvocationExpression(lambda.Body.WithoutTrivia());
            return Block(Statement(lambda, value));
        }

        BlockSyntax visited = (BlockSyntax)visit(block)!;
        if (lambda.Use != ResultUse.Returned &&
            visited.Statements.LastOrDefault() is ReturnStatementSyntax { Expression: { } result } last)
        {
            StatementSyntax end = Use(lambda, result.WithoutTrivia()).WithTriviaFrom(last);
            visited = visited.WithStatements(visited.Statements.Replace(last, end));
        }

        return visited.WithTrailingTrivia(visited.GetTrailingTrivia().Add(ElasticMarker));
    }

    private static StatementSyntax Statement(LambdaCall lambda, ExpressionSyntax value)
    {
        bool isTask = lambda.IsAsync && lambda.Lambda?.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword) != true;
        return Use(lambda, isTask ? Awaited(lambda, value.WithoutTrivia()).WithTriviaFrom(value) : value);
    }

    private static AwaitExpressionSyntax Awaited(LambdaCall lambda, ExpressionSyntax task)
    {
        ExpressionSyntax operand = task is InvocationExpressionSyntax or NameSyntax or MemberAccessExpressionSyntax
            ? task
            : ParenthesizedExpression(task);
        if (lambda.Await?.Expression is InvocationExpressionSyntax awaited &&
            awaited.Expression is MemberAccessExpressionSyntax access &&
            awaited != lambda.Call.Syntax)
        {
            operand = InvocationExpression(
                MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, operand, access.Name),
                awaited.ArgumentList);
        }

        return AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), operand);
    }

    private static StatementSyntax Use(LambdaCall lambda, ExpressionSyntax value)
    {
        if (lambda.Use == ResultUse.Returned)
        {
            SyntaxToken keyword = Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space);
            return ReturnStatement(keyword, value, Token(SyntaxKind.SemicolonToken));
        }

        bool isStatement = value is InvocationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax or
            ObjectCreationExpressionSyntax or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax or
            PrefixUnaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression,
            };
        return ExpressionStatement(lambda.Target is null && isStatement
            ? value
            : AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression, ParseExpression(lambda.Target ?? "_"), value));
    }
}
