using AutoTrace.Generators.Analysis.Migration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoTrace.CodeFixes.Migration;

/// <summary>The AutoTrace statements that take the place of the SDK's.</summary>
internal sealed class ScopeSyntax(SemanticModel model, string exceptionType)
{
    /// <summary>A scope that records exceptions, as <c>TraceMethod</c> does; a using would not see them.</summary>
    public UsingStatementSyntax Recording(ExpressionSyntax name, BlockSyntax content)
    {
        HashSet<string> taken = [.. model.SyntaxTree.GetRoot().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
        string variable = taken.Contains("failure") ? "tracedFailure" : "failure";
        CatchClauseSyntax recording = CatchClause(
            CatchDeclaration(ParseTypeName(exceptionType), Identifier(variable)),
            null,
            Block(ParseStatement($"AutoTracer.Current.AddException({variable});"), ThrowStatement()));
        return Begin("BeginSubsegment", name, Block(TryStatement(content, SingletonList(recording), null)));
    }

    /// <summary>A pair's try, visited, without its end.</summary>
    public static UsingStatementSyntax Of(ScopePair pair, TryStatementSyntax visited)
    {
        List<SyntaxTrivia> last = [.. Comments(pair.End.GetLeadingTrivia()), .. Comments(pair.End.GetTrailingTrivia())];
        SyntaxTriviaList trailing = visited.GetTrailingTrivia();
        BlockSyntax content;
        if (visited.Finally!.Block.Statements.Count > 0)
        {
            content = Block(visited.WithLeadingTrivia(ElasticMarker));
        }
        else
        {
            last.InsertRange(0, Comments(visited.Finally.FinallyKeyword.LeadingTrivia));
            last.AddRange(Comments(visited.Finally.Block.CloseBraceToken.LeadingTrivia));
            content = visited.Catches.Count > 0
                ? Block(visited.WithFinally(null).WithLeadingTrivia(ElasticMarker))
                : visited.Block.WithTrailingTrivia(ElasticMarker);
        }

        content = content.WithCloseBraceToken(content.CloseBraceToken.WithLeadingTrivia(
            TriviaList(Comments(content.CloseBraceToken.LeadingTrivia).Concat(last).Append(ElasticMarker))));
        SyntaxTriviaList begin = pair.BeginStatement.GetLeadingTrivia();
        SyntaxTriviaList before = pair.BeginsInside
            ? pair.Try.GetLeadingTrivia().AddRange(Comments(begin))
            : begin.AddRange(Comments(pair.Try.GetLeadingTrivia()));
        UsingStatementSyntax scope = Begin(pair.Begin.Name, pair.Begin.Arguments[0].Expression, content);
        return scope
            .WithLeadingTrivia(before.AddRange(Comments(pair.BeginStatement.GetTrailingTrivia())))
            .WithTrailingTrivia(trailing);
    }

    /// <summary>The variable that the scope is going to set.</summary>
    public LocalDeclarationStatementSyntax Declaration(LambdaCall lambda, LocalDeclarationStatementSyntax statement)
    {
        TypeSyntax type = statement.Declaration.Type.IsVar
            ? ParseTypeName(lambda.Type!.ToMinimalDisplayString(model, statement.SpanStart))
                .WithTriviaFrom(statement.Declaration.Type)
            : statement.Declaration.Type;
        return statement
            .WithDeclaration(VariableDeclaration(type, SingletonSeparatedList(VariableDeclarator(lambda.Target!))))
            .WithTrailingTrivia(ElasticCarriageReturnLineFeed)
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>The method with the attribute, and what was in the lambda as its body.</summary>
    public MethodDeclarationSyntax Traced(MethodDeclarationSyntax method, LambdaCall lambda, BlockSyntax content)
    {
        string name = (string)model.GetConstantValue(lambda.Name).Value!;
        bool isDefault = model.GetDeclaredSymbol(method) is { } symbol &&
            name == $"{symbol.ContainingType.Name}.{symbol.Name}";
        SyntaxTriviaList leading = method.GetLeadingTrivia();
        AttributeListSyntax attribute = AttributeList(SingletonSeparatedList(isDefault
                ? Attribute(IdentifierName("Traced"))
                : Attribute(IdentifierName("Traced"), AttributeArgumentList(SingletonSeparatedList(
                    AttributeArgument(NameEquals("Name"), null, lambda.Name.WithoutTrivia()))))))
            .WithTrailingTrivia(ElasticCarriageReturnLineFeed);
        ExpressionSyntax? value = lambda.Lambda?.Block is null && content.Statements.Count == 1
            ? content.Statements[0] switch
            {
                ReturnStatementSyntax statement => statement.Expression,
                ExpressionStatementSyntax statement => statement.Expression,
                _ => null,
            }
            : null;
        MethodDeclarationSyntax bare = method.WithLeadingTrivia(ElasticMarker);
        bare = value is not null && method.ExpressionBody is { } arrow
            ? bare.WithExpressionBody(arrow.WithExpression(value))
            : bare.WithExpressionBody(null).WithSemicolonToken(default)
                .WithParameterList(bare.ParameterList.WithTrailingTrivia(ElasticMarker))
                .WithBody(content.WithTrailingTrivia(method.GetTrailingTrivia()));
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, attribute))
            .WithLeadingTrivia(leading)
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>A call on <c>AutoTracer.Current</c> with the visited arguments.</summary>
    public static ExpressionSyntax Detail(string method, InvocationExpressionSyntax visited)
    {
        ArgumentListSyntax arguments = visited.ArgumentList;
        if (method == "AddMetadata" && arguments.Arguments is { Count: 3 } three)
        {
            arguments = arguments.WithArguments(SeparatedList(
                [three[1], three[2], three[0]], arguments.Arguments.GetSeparators()));
        }

        string name = method == "AddAnnotation" ? "Annotate" : method;
        return InvocationExpression(ParseExpression($"AutoTracer.Current.{name}"), arguments).WithTriviaFrom(visited);
    }

    private static UsingStatementSyntax Begin(string method, ExpressionSyntax name, BlockSyntax content) =>
        UsingStatement(
            null,
            InvocationExpression(
                ParseExpression($"AutoTracer.{method}"),
                ArgumentList(SingletonSeparatedList(Argument(name.WithoutTrivia())))),
            content).WithAdditionalAnnotations(Formatter.Annotation);

    private static IEnumerable<SyntaxTrivia> Comments(SyntaxTriviaList trivia) =>
        trivia.Where(piece => IsComment(piece)).SelectMany(piece => new[] { piece, ElasticCarriageReturnLineFeed });

    public static bool IsComment(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;
}
