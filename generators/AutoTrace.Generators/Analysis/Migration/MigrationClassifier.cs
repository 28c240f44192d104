using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Analysis.Migration;

/// <summary>
/// Decides, for analyzer and fix alike, whether a use of the X-Ray SDK's recorder can be rewritten as it stands.
/// </summary>
internal static class MigrationClassifier
{
    /// <summary>Null when the call can be rewritten, alone or with the subsegment around it; else why not.</summary>
    public static string? Obstacle(RecorderCall call, SemanticModel model, CancellationToken cancellationToken)
    {
        SyntaxNode member = MemberOf(call.Syntax);
        if (call.IsHandOver)
        {
            return Obstacles.HandOver;
        }

        if (call.IsBegin)
        {
            return ScopePair.Of(call, model, cancellationToken) is { } pair
                ? PairObstacle(pair, member, model, cancellationToken)
                : call.Arguments.Count != 1 ? Obstacles.ExtraArguments : Obstacles.NoPair;
        }

        if (call.IsTraceMethod)
        {
            LambdaCall lambda = LambdaCall.Of(call, model);
            return lambda.Obstacle ?? ScopeObstacle(lambda.Host, call, member, model, cancellationToken);
        }

        if (call.IsEnd)
        {
            return Begins(member, model, cancellationToken)
                .Select(begin => ScopePair.Of(begin, model, cancellationToken))
                .Any(pair => pair?.End == call.Syntax.Parent)
                ? null
                : Obstacles.EndElsewhere;
        }

        return DetailCall.Obstacle(call, model) ?? SurroundingsObstacle(call, member, model, cancellationToken);
    }

    /// <summary>The declaration that a node belongs to: what is looked at as a whole.</summary>
    public static SyntaxNode MemberOf(SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(parent => parent is MemberDeclarationSyntax and not (
            BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or GlobalStatementSyntax)) ??
        node.SyntaxTree.GetRoot();

    private static string? PairObstacle(
        ScopePair pair, SyntaxNode member, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!pair.Begin.HasPlainReceiver)
        {
            return Obstacles.Receiver;
        }

        if (pair.Begin.Arguments.Count != 1 || pair.Begin.Arguments[0].NameColon is not null)
        {
            return Obstacles.ExtraArguments;
        }

        ExpressionSyntax name = pair.Begin.Arguments[0].Expression;
        bool isFixed = name is LiteralExpressionSyntax or IdentifierNameSyntax ||
            model.GetConstantValue(name, cancellationToken).HasValue;
        return pair.BeginsInside && !isFixed
            ? Obstacles.Name
            : ScopeObstacle(pair.Try, pair.Begin, member, model, cancellationToken);
    }

    private static string? ScopeObstacle(
        SyntaxNode scope,
        RecorderCall self,
        SyntaxNode member,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        if (scope.ContainsDirectives)
        {
            return Obstacles.Directives;
        }

        if (member.DescendantNodes().Any(node => node is YieldStatementSyntax))
        {
            return Obstacles.Iterator;
        }

        if (RecorderCall.Within(member, model, cancellationToken).Any(call => call.IsHandOver))
        {
            return Obstacles.HandOver;
        }

        List<RecorderCall> inside =
            [.. RecorderCall.Within(scope, model, cancellationToken).Where(call => call.Syntax != self.Syntax)];
        HashSet<SyntaxNode?> ends = [.. inside.Append(self).Where(call => call.IsBegin)
            .Select(begin => ScopePair.Of(begin, model, cancellationToken)?.End.Expression)];
        foreach (RecorderCall call in inside)
        {
            string? obstacle = call switch
            {
                { IsEnd: true } => ends.Contains(call.Syntax) ? null : Obstacles.OtherEnd,
                { IsBegin: true } or { IsTraceMethod: true } => Obstacle(call, model, cancellationToken),
                _ => DetailCall.Obstacle(call, model),
            };
            if (obstacle is not null)
            {
                return call.IsEnd ? obstacle : $"{call.Name} inside it cannot be rewritten: {obstacle}";
            }
        }

        return null;
    }

    /// <summary>A detail belongs to the subsegment that is open; it moves only when that one moves too.</summary>
    private static string? SurroundingsObstacle(
        RecorderCall call, SyntaxNode member, SemanticModel model, CancellationToken cancellationToken)
    {
        bool isHeld = RecorderCall.Within(member, model, cancellationToken).Any(other =>
            other.IsHandOver ||
            (other.IsBegin || (other.IsTraceMethod && other.Syntax.Span.Contains(call.Syntax.Span))) &&
            Obstacle(other, model, cancellationToken) is not null);
        return isHeld ? Obstacles.Surroundings : null;
    }

    private static IEnumerable<RecorderCall> Begins(
        SyntaxNode member, SemanticModel model, CancellationToken cancellationToken) =>
        RecorderCall.Within(member, model, cancellationToken).Where(call => call.IsBegin);
}
