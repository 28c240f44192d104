using AutoTrace.Generators.Analysis.Migration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.CodeFixes.Migration;

/// <summary>What is going to be rewritten in a document, by the nodes of its present syntax.</summary>
internal sealed class MigrationPlan
{
    private MigrationPlan(
        IEnumerable<RecorderCall> calls, SemanticModel model, bool asAttribute, CancellationToken cancellationToken)
    {
        foreach (RecorderCall call in calls)
        {
            if (MigrationClassifier.Obstacle(call, model, cancellationToken) is not null)
            {
                continue;
            }

            if (call.IsTraceMethod)
            {
                Add(LambdaCall.Of(call, model), model, asAttribute);
            }
            else if (call.IsBegin)
            {
                Add(ScopePair.Of(call, model, cancellationToken)!);
            }
            else if (!call.IsEnd)
            {
                Details.Add(call.Syntax, call);
            }
        }
    }

    public Dictionary<SyntaxNode, LambdaCall> Lambdas { get; } = [];

    /// <summary>The methods that get <c>[Traced]</c> instead of a scope.</summary>
    public Dictionary<MethodDeclarationSyntax, LambdaCall> Attributes { get; } = [];

    public HashSet<MethodDeclarationSyntax> BecomeAsync { get; } = [];

    public Dictionary<SyntaxNode, ScopePair> PairsByTry { get; } = [];

    public Dictionary<SyntaxNode, ScopePair> PairsByBegin { get; } = [];

    public HashSet<SyntaxNode> Ends { get; } = [];

    public Dictionary<SyntaxNode, RecorderCall> Details { get; } = [];

    public bool IsEmpty => Lambdas.Count + Attributes.Count + PairsByTry.Count + Details.Count == 0;

    /// <summary>Of all uses in these parts of the document.</summary>
    public static MigrationPlan Of(
        SemanticModel model,
        Func<RecorderCall, bool> isWanted,
        bool asAttribute,
        CancellationToken cancellationToken) =>
        new(
            RecorderCall.Within(model.SyntaxTree.GetRoot(cancellationToken), model, cancellationToken).Where(isWanted),
            model,
            asAttribute,
            cancellationToken);

    /// <summary>Whether the call is all that its method does, and <c>[Traced]</c> on it can take its place.</summary>
    public static MethodDeclarationSyntax? WholeMethod(LambdaCall lambda, SemanticModel model)
    {
        if (lambda.Obstacle is not null)
        {
            return null;
        }

        MethodDeclarationSyntax? method = lambda.Host as MethodDeclarationSyntax ??
            (lambda.Host.Parent is BlockSyntax { Statements.Count: 1 } block
                ? block.Parent as MethodDeclarationSyntax
                : null);
        return method is not null && lambda.Use is ResultUse.Returned or ResultUse.Dropped &&
            model.GetConstantValue(lambda.Name).Value is string &&
            model.GetDeclaredSymbol(method) is { } symbol && CanBeTraced(symbol)
            ? method
            : null;
    }

    /// <summary>What is called through another declaration, or by a framework, is not seen at call sites.</summary>
    private static bool CanBeTraced(IMethodSymbol method) =>
        method is { IsVirtual: false, IsOverride: false, IsAbstract: false, Name: not "Main" } &&
        method.ExplicitInterfaceImplementations.Length == 0 &&
        !method.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers()).Any(member =>
            SymbolEqualityComparer.Default.Equals(
                method.ContainingType.FindImplementationForInterfaceMember(member), method)) &&
        method.GetAttributes().Length == 0;

    private void Add(LambdaCall lambda, SemanticModel model, bool asAttribute)
    {
        if (asAttribute && WholeMethod(lambda, model) is { } whole)
        {
            Attributes.Add(whole, lambda);
        }
        else
        {
            Lambdas.Add(lambda.Host, lambda);
        }

        if (lambda.AddAsync)
        {
            BecomeAsync.Add(lambda.Host.FirstAncestorOrSelf<MethodDeclarationSyntax>()!);
        }
    }

    private void Add(ScopePair pair)
    {
        PairsByTry.Add(pair.Try, pair);
        PairsByBegin.Add(pair.BeginStatement, pair);
        Ends.Add(pair.End);
    }
}
