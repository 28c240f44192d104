using AutoTrace.Generators.Analysis.Migration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoTrace.CodeFixes.Migration;

/// <summary>Carries out a plan on the syntax that it was made for.</summary>
internal sealed class MigrationRewriter(MigrationPlan plan, ScopeSyntax scopes) : CSharpSyntaxRewriter
{
    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        SyntaxNode? visited = base.VisitInvocationExpression(node);
        return plan.Details.TryGetValue(node, out RecorderCall? call)
            ? ScopeSyntax.Detail(call.Name, (InvocationExpressionSyntax)visited!)
            : visited;
    }

    public override SyntaxNode? VisitBlock(BlockSyntax node)
    {
        List<StatementSyntax> statements = [];
        foreach (StatementSyntax statement in node.Statements)
        {
            if (plan.Ends.Contains(statement) || plan.PairsByBegin.ContainsKey(statement))
            {
                continue;
            }

            if (plan.Lambdas.TryGetValue(statement, out LambdaCall? lambda) && lambda.Use == ResultUse.Declared)
            {
                LocalDeclarationStatementSyntax declaration = (LocalDeclarationStatementSyntax)statement;
                statements.Add(scopes.Declaration(lambda, declaration));
                statements.Add(Unfold(lambda).WithTrailingTrivia(statement.GetTrailingTrivia()));
            }
            else
            {
                statements.Add((StatementSyntax)Visit(statement)!);
            }
        }

        return node.WithStatements(List(statements));
    }

    public override SyntaxNode? VisitTryStatement(TryStatementSyntax node)
    {
        TryStatementSyntax visited = (TryStatementSyntax)base.VisitTryStatement(node)!;
        return plan.PairsByTry.TryGetValue(node, out ScopePair? pair) ? ScopeSyntax.Of(pair, visited) : visited;
    }

    public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node) =>
        UnfoldStatement(node) ?? base.VisitExpressionStatement(node);

    public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node) =>
        UnfoldStatement(node) ?? base.VisitReturnStatement(node);

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        MethodDeclarationSyntax method;
        if (plan.Attributes.TryGetValue(node, out LambdaCall? whole))
        {
            method = scopes.Traced(node, whole, LambdaSyntax.Content(whole, Visit));
        }
        else if (plan.Lambdas.TryGetValue(node, out LambdaCall? lambda))
        {
            BlockSyntax body = Block(SingletonList<StatementSyntax>(Unfold(lambda)))
                .WithTrailingTrivia(node.SemicolonToken.TrailingTrivia);
            method = node.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body)
                .WithParameterList(node.ParameterList.WithTrailingTrivia(ElasticMarker))
                .WithAdditionalAnnotations(Formatter.Annotation);
        }
        else
        {
            method = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        }

        return plan.BecomeAsync.Contains(node) ? WithAsync(method) : method;
    }

    private UsingStatementSyntax? UnfoldStatement(StatementSyntax node) =>
        plan.Lambdas.TryGetValue(node, out LambdaCall? lambda)
            ? Unfold(lambda).WithLeadingTrivia(node.GetLeadingTrivia()).WithTrailingTrivia(node.GetTrailingTrivia())
            : null;

    private UsingStatementSyntax Unfold(LambdaCall lambda) =>
        scopes.Recording(lambda.Name, LambdaSyntax.Content(lambda, Visit));

    private static MethodDeclarationSyntax WithAsync(MethodDeclarationSyntax method)
    {
        SyntaxToken keyword = Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(Space);
        return method.Modifiers.Count > 0
            ? method.AddModifiers(keyword)
            : method.WithReturnType(method.ReturnType.WithoutLeadingTrivia())
                .AddModifiers(keyword.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia()));
    }
}
