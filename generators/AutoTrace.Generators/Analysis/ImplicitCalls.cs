using AutoTrace.Generators.Discovery;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Analysis;

/// <summary>Reads the calls that the compiler makes without one in the source.</summary>
internal static class ImplicitCalls
{
    /// <summary>Where no traced method has one of these names, nothing is looked at.</summary>
    public static readonly string[] Names =
    [
        "GetEnumerator", "MoveNext", "GetAsyncEnumerator", "MoveNextAsync", "Dispose", "DisposeAsync",
        "GetAwaiter", "GetResult", "Deconstruct", "Add", "AppendLiteral", "AppendFormatted",
        "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "Cast",
        "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending",
    ];

    public static readonly SyntaxKind[] Kinds =
    [
        SyntaxKind.ForEachStatement, SyntaxKind.ForEachVariableStatement, SyntaxKind.UsingStatement,
        SyntaxKind.LocalDeclarationStatement, SyntaxKind.AwaitExpression, SyntaxKind.SimpleAssignmentExpression,
        SyntaxKind.RecursivePattern, SyntaxKind.CollectionInitializerExpression, SyntaxKind.CollectionExpression,
        SyntaxKind.InterpolatedStringExpression, SyntaxKind.FromClause, SyntaxKind.WhereClause,
        SyntaxKind.LetClause, SyntaxKind.JoinClause, SyntaxKind.JoinIntoClause, SyntaxKind.SelectClause,
        SyntaxKind.GroupClause, SyntaxKind.AscendingOrdering, SyntaxKind.DescendingOrdering,
    ];

    public static void Read(SyntaxNodeAnalysisContext context, UseReports reports)
    {
        IEnumerable<IMethodSymbol> methods = Methods(context.Node, context.SemanticModel)
            .Distinct(SymbolEqualityComparer.Default).OfType<IMethodSymbol>();
        foreach (IMethodSymbol method in methods)
        {
            Use use = UseClassifier.ClassifyImplicit(method, context.Compilation);
            reports.Report(use, context.Node.GetFirstToken(), context);
        }
    }

    private static IEnumerable<IMethodSymbol?> Methods(SyntaxNode node, SemanticModel model)
    {
        switch (node)
        {
            case CommonForEachStatementSyntax loop:
                ForEachStatementInfo each = model.GetForEachStatementInfo(loop);
                IEnumerable<IMethodSymbol?> deconstructs = loop is ForEachVariableStatementSyntax variables
                    ? All(model.GetDeconstructionInfo(variables))
                    : [];
                return deconstructs.Concat([each.GetEnumeratorMethod, each.MoveNextMethod, each.DisposeMethod]);
            case UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }:
                return Disposals(model.GetOperation(node));
            case AwaitExpressionSyntax await:
                AwaitExpressionInfo info = model.GetAwaitExpressionInfo(await);
                return [info.GetAwaiterMethod!, info.GetResultMethod!];
            case AssignmentExpressionSyntax { Left: TupleExpressionSyntax or DeclarationExpressionSyntax } assignment:
                return All(model.GetDeconstructionInfo(assignment));
            case RecursivePatternSyntax pattern:
                IRecursivePatternOperation? match = model.GetOperation(pattern) as IRecursivePatternOperation;
                return [match?.DeconstructSymbol as IMethodSymbol];
            case InitializerExpressionSyntax initializer:
                return initializer.Expressions
                    .Select(element => model.GetCollectionInitializerSymbolInfo(element).Symbol as IMethodSymbol);
            case CollectionExpressionSyntax { Elements.Count: > 0 }:
                return model.GetTypeInfo(node).ConvertedType is { TypeKind: not TypeKind.Interface } type
                    ? MembersNamed("Add", type)
                    : [];
            case InterpolatedStringExpressionSyntax:
                return model.GetOperation(node)?.DescendantsAndSelf().OfType<IInterpolatedStringAppendOperation>()
                    .Select(append => (append.AppendCall as IInvocationOperation)?.TargetMethod) ?? [];
            case QueryClauseSyntax clause:
                QueryClauseInfo query = model.GetQueryClauseInfo(clause);
                return [query.CastInfo.Symbol as IMethodSymbol, query.OperationInfo.Symbol as IMethodSymbol];
            case SelectOrGroupClauseSyntax or OrderingSyntax:
                return [model.GetSymbolInfo(node).Symbol as IMethodSymbol];
            default:
                return [];
        }
    }

    private static IEnumerable<IMethodSymbol?> All(DeconstructionInfo info) =>
        info.Nested.SelectMany(All).Prepend(info.Method);

    /// <summary>The compiler's own choice is not to be had: the nearest method of that name.</summary>
    private static IEnumerable<IMethodSymbol?> Disposals(IOperation? operation)
    {
        (IOperation? resources, bool isAsync) = operation switch
        {
            IUsingOperation statement => (statement.Resources, statement.IsAsynchronous),
            IUsingDeclarationOperation declaration => (declaration.DeclarationGroup, declaration.IsAsynchronous),
            _ => (null, false),
        };
        string name = isAsync ? "DisposeAsync" : "Dispose";
        IEnumerable<ITypeSymbol> types = resources is IVariableDeclarationGroupOperation group
            ? group.Declarations.SelectMany(each => each.Declarators).Select(each => each.Symbol.Type)
            : resources is { Type: { } type } ? [type] : [];
        return types.SelectMany(each => MembersNamed(name, each));
    }

    private static IEnumerable<IMethodSymbol?> MembersNamed(string name, ITypeSymbol type)
    {
        for (ITypeSymbol? around = type; around is not null; around = around.BaseType)
        {
            if (around.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault() is { } found)
            {
                return [found];
            }
        }

        return [];
    }
}
