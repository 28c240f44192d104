using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Analysis;

/// <summary>Reads the calls that the compiler makes without one in the source.</summary>
internal static class ImplicitCalls
{
    private static readonly (SyntaxKind[] Kinds, string[] Names)[] s_calls =
    [
        ([SyntaxKind.ForEachStatement, SyntaxKind.ForEachVariableStatement, SyntaxKind.SpreadElement],
            ["GetEnumerator", "MoveNext", "GetAsyncEnumerator", "MoveNextAsync", "Dispose", "DisposeAsync"]),
        ([SyntaxKind.UsingStatement, SyntaxKind.LocalDeclarationStatement], ["Dispose", "DisposeAsync"]),
        ([SyntaxKind.AwaitExpression], ["GetAwaiter", "GetResult"]),
        ([SyntaxKind.ForEachVariableStatement, SyntaxKind.SimpleAssignmentExpression, SyntaxKind.RecursivePattern,
            SyntaxKind.VarPattern], ["Deconstruct"]),
        ([SyntaxKind.CollectionInitializerExpression, SyntaxKind.CollectionExpression, SyntaxKind.Parameter], ["Add"]),
        ([SyntaxKind.InterpolatedStringExpression], ["AppendLiteral", "AppendFormatted"]),
        ([SyntaxKind.ElementAccessExpression, SyntaxKind.ElementBindingExpression, SyntaxKind.SlicePattern], ["Slice"]),
        ([SyntaxKind.FixedStatement], ["GetPinnableReference"]),
        ([SyntaxKind.FromClause, SyntaxKind.WhereClause, SyntaxKind.LetClause, SyntaxKind.JoinClause,
            SyntaxKind.JoinIntoClause, SyntaxKind.SelectClause, SyntaxKind.GroupClause, SyntaxKind.AscendingOrdering,
            SyntaxKind.DescendingOrdering],
            ["Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "Cast", "OrderBy", "OrderByDescending",
                "ThenBy", "ThenByDescending"]),
    ];

    /// <summary>The syntax that may call methods of these names: nothing else is looked at.</summary>
    public static SyntaxKind[] KindsOf(HashSet<string> names) =>
        [.. s_calls.Where(call => names.Overlaps(call.Names)).SelectMany(call => call.Kinds).Distinct()];

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
            case RecursivePatternSyntax:
                return Deconstructs(model.GetOperation(node)).Take(1);
            case VarPatternSyntax { Designation: ParenthesizedVariableDesignationSyntax designation }:
                return Deconstructs(model.GetOperation(designation));
            case SpreadElementSyntax spread:
                return model.GetTypeInfo(spread.Expression).Type is { } spreadOut
                    ? Found("GetEnumerator", spreadOut, parameters: 0, node, model)
                    : [];
            case InitializerExpressionSyntax initializer:
                return initializer.Expressions
                    .Select(element => model.GetCollectionInitializerSymbolInfo(element).Symbol as IMethodSymbol);
            case CollectionExpressionSyntax { Elements.Count: > 0 }:
                return Additions(model.GetTypeInfo(node).ConvertedType, node, model);
            case ParameterSyntax { Modifiers: { Count: > 0 } modifiers } when modifiers.Any(SyntaxKind.ParamsKeyword):
                // Said once, not at each call: the callers' arguments do not show it.
                return Additions((model.GetDeclaredSymbol(node) as IParameterSymbol)?.Type, node, model);
            case ElementAccessExpressionSyntax or ElementBindingExpressionSyntax:
                IOperation? element = model.GetOperation(node);
                return [(element as IImplicitIndexerReferenceOperation)?.IndexerSymbol as IMethodSymbol];
            case SlicePatternSyntax:
                return [(model.GetOperation(node) as ISlicePatternOperation)?.SliceSymbol as IMethodSymbol];
            case FixedStatementSyntax { Declaration.Variables: var pointers }:
                return pointers.Select(pointer => pointer.Initializer?.Value).OfType<ExpressionSyntax>()
                    .Select(value => model.GetTypeInfo(value).Type).OfType<INamedTypeSymbol>()
                    .SelectMany(type => Found("GetPinnableReference", type, parameters: 0, node, model));
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

    private static IEnumerable<IMethodSymbol?> Deconstructs(IOperation? pattern) => pattern is null ? []
        : pattern.DescendantsAndSelf().OfType<IRecursivePatternOperation>()
            .Select(match => match.DeconstructSymbol as IMethodSymbol);

    /// <summary>By which a collection of the type is filled, if no method makes the whole of it.</summary>
    private static IEnumerable<IMethodSymbol?> Additions(ITypeSymbol? type, SyntaxNode node, SemanticModel model) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct } &&
        !type.OriginalDefinition.Has(AttributeSymbols.CollectionBuilder)
            ? Found("Add", type, parameters: 1, node, model)
            : [];

    /// <summary>The compiler's own choice is not to be had: of several methods one that is traced.</summary>
    private static IEnumerable<IMethodSymbol?> Found(
        string name, ITypeSymbol type, int parameters, SyntaxNode node, SemanticModel model) => model
        .LookupSymbols(node.SpanStart, type, name, includeReducedExtensionMethods: true).OfType<IMethodSymbol>()
        .Where(method => !method.IsStatic && method.Parameters.Length == parameters)
        .OrderByDescending(method => TracedMembers.IsTraced((method.ReducedFrom ?? method).OriginalDefinition))
        .Take(1);

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
