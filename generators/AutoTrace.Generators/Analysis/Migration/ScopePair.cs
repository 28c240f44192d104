using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Analysis.Migration;

/// <summary>
/// <c>BeginX(name); try { … } finally { …; EndX(); }</c>, where the beginning may also be the try's first statement.
/// </summary>
internal sealed class ScopePair
{
    private ScopePair(RecorderCall begin, TryStatementSyntax body, ExpressionStatementSyntax end)
    {
        Begin = begin;
        Try = body;
        End = end;
    }

    public RecorderCall Begin { get; }

    public TryStatementSyntax Try { get; }

    public ExpressionStatementSyntax End { get; }

    public StatementSyntax BeginStatement => (StatementSyntax)Begin.Syntax.Parent!;

    public bool BeginsInside => BeginStatement.Parent == Try.Block;

    /// <summary>The pair that a beginning belongs to, by its shape alone.</summary>
    public static ScopePair? Of(RecorderCall begin, SemanticModel model, CancellationToken cancellationToken)
    {
        if (begin.Syntax.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax block } statement)
        {
            return null;
        }

        int index = block.Statements.IndexOf(statement);
        TryStatementSyntax? body = block.Statements.ElementAtOrDefault(index + 1) as TryStatementSyntax;
        if (EndOf(body, begin, model, cancellationToken) is { } after)
        {
            return new ScopePair(begin, body!, after);
        }

        return index == 0 && block.Parent is TryStatementSyntax around && around.Block == block &&
            EndOf(around, begin, model, cancellationToken) is { } inside
            ? new ScopePair(begin, around, inside)
            : null;
    }

    private static ExpressionStatementSyntax? EndOf(
        TryStatementSyntax? body, RecorderCall begin, SemanticModel model, CancellationToken cancellationToken) =>
        body?.Finally?.Block.Statements.LastOrDefault() is ExpressionStatementSyntax end &&
        RecorderCall.Of(end.Expression, model, cancellationToken) is { } call &&
        call is { HasPlainReceiver: true, Arguments.Count: 0 } &&
        call.Name == begin.Name.Replace("Begin", "End")
            ? end
            : null;
}
