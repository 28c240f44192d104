using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Analysis.Migration;

/// <summary>What becomes of the value of a <c>TraceMethod</c> call.</summary>
internal enum ResultUse
{
    Dropped,
    Returned,
    Assigned,
    Declared,
}

/// <summary>A <c>TraceMethod</c> or <c>TraceMethodAsync</c> call and its surroundings, or why it stays.</summary>
internal sealed class LambdaCall
{
    private readonly SemanticModel _model;

    private LambdaCall(RecorderCall call, SemanticModel model)
    {
        Call = call;
        _model = model;
        Obstacle = Read();
    }

    public RecorderCall Call { get; }

    /// <summary>Why the call cannot be unfolded; null when it can, and only then is the rest filled in.</summary>
    public string? Obstacle { get; }

    /// <summary>The statement that goes, or the method whose expression body goes.</summary>
    public SyntaxNode Host { get; private set; } = null!;

    public ResultUse Use { get; private set; }

    /// <summary>The variable that takes the result.</summary>
    public string? Target { get; private set; }

    /// <summary>Its type, to declare it before the scope.</summary>
    public ITypeSymbol? Type { get; private set; }

    /// <summary>The await around the call.</summary>
    public AwaitExpressionSyntax? Await { get; private set; }

    /// <summary>The method gives out the task as it is, and becomes async.</summary>
    public bool AddAsync { get; private set; }

    public bool IsAsync => Call.Name == "TraceMethodAsync";

    public ExpressionSyntax Name => Call.Arguments[0].Expression;

    public ExpressionSyntax Body => Call.Arguments[1].Expression;

    /// <summary>The lambda, unless the name of a method is passed.</summary>
    public AnonymousFunctionExpressionSyntax? Lambda => Body as AnonymousFunctionExpressionSyntax;

    public static LambdaCall Of(RecorderCall call, SemanticModel model) => new(call, model);

    /// <summary>The return statements of the lambda itself.</summary>
    public IEnumerable<ReturnStatementSyntax> Returns => Lambda?.Block is { } block
        ? block.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
        : [];

    private string? Read()
    {
        if (!Call.HasPlainReceiver)
        {
            return Obstacles.Receiver;
        }

        if (Call.Arguments.Any(argument => argument.NameColon is not null))
        {
            return Obstacles.NamedArguments;
        }

        if (Call.Arguments.Count != 2)
        {
            return Obstacles.ExtraArguments;
        }

        if (Lambda is null && !IsMethodName)
        {
            return Obstacles.Delegate;
        }

        return (IsAsync ? AsyncObstacle() : SyncObstacle()) ??
            PositionObstacle() ?? ReturnObstacle() ?? ConversionObstacle();
    }

    private bool IsMethodName =>
        Body is IdentifierNameSyntax or
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or IdentifierNameSyntax } &&
        _model.GetSymbolInfo(Body) is var info &&
        (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol;

    private ITypeSymbol? ResultType => Call.Method?.TypeArguments.FirstOrDefault();

    private string? SyncObstacle() =>
        Lambda?.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword) == true || ResultType?.Name is "Task" or "ValueTask"
            ? Obstacles.TaskOfSyncMethod
            : null;

    private string? AsyncObstacle()
    {
        if (Lambda is { Block: not null } && !Lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword))
        {
            return Obstacles.BlockWithoutAsync;
        }

        SyntaxNode awaited = Call.Syntax.Parent is MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "ConfigureAwait",
            Parent: InvocationExpressionSyntax configured,
        }
            ? configured
            : Call.Syntax;
        Await = awaited.Parent as AwaitExpressionSyntax;
        if (Await is not null)
        {
            return null;
        }

        // Only where nothing runs before it: exceptions of earlier statements would move into the task.
        MethodDeclarationSyntax? method = Call.Syntax.Parent switch
        {
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax arrow } => arrow,
            ReturnStatementSyntax { Parent: BlockSyntax { Statements.Count: 1 } block } =>
                block.Parent as MethodDeclarationSyntax,
            _ => null,
        };
        AddAsync = method is not null && _model.GetDeclaredSymbol(method) is
        {
            IsAsync: false, ReturnType: { Name: "Task", ContainingNamespace.Name: "Tasks" },
        };
        return AddAsync ? null : Obstacles.NotAwaited;
    }

    private string? PositionObstacle()
    {
        ExpressionSyntax value = Await ?? (ExpressionSyntax)Call.Syntax;
        switch (value.Parent)
        {
            case ExpressionStatementSyntax statement:
                Host = statement;
                Use = ResultUse.Dropped;
                return null;

            case ReturnStatementSyntax statement:
                Host = statement;
                Use = HasValue(ResultUse.Returned);
                return null;

            case ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method }:
                Host = method;
                Use = HasValue(ResultUse.Returned);
                return null;

            case AssignmentExpressionSyntax
            {
                RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Left: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax },
                Parent: ExpressionStatementSyntax statement,
            } assignment when _model.GetSymbolInfo(assignment.Left).Symbol is
                ILocalSymbol or IParameterSymbol or IFieldSymbol:
                Host = statement;
                Use = ResultUse.Assigned;
                Target = assignment.Left.WithoutTrivia().ToString();
                return null;

            case EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax
                {
                    Parent: VariableDeclarationSyntax
                    {
                        Variables.Count: 1,
                        Parent: LocalDeclarationStatementSyntax
                        {
                            Parent: BlockSyntax,
                            UsingKeyword.RawKind: 0,
                        } statement,
                    },
                } variable,
            } when _model.GetDeclaredSymbol(variable) is ILocalSymbol { RefKind: RefKind.None } local &&
                IsNameable(local.Type):
                Host = statement;
                Use = ResultUse.Declared;
                Target = variable.Identifier.ValueText;
                Type = local.Type;
                return null;

            default:
                return Obstacles.Position;
        }
    }

    private static bool IsNameable(ITypeSymbol type) =>
        type is not IErrorTypeSymbol && !type.IsAnonymousType &&
        (type is not INamedTypeSymbol named || named.TypeArguments.All(IsNameable));

    /// <summary>In a void method, and in a Task's, there is nothing to return.</summary>
    private ResultUse HasValue(ResultUse use)
    {
        if (Call.Method is not null)
        {
            return ResultType is null ? ResultUse.Dropped : use;
        }

        bool none = Host is MethodDeclarationSyntax { ReturnType: var type } && type.ToString() is "void" or "Task";
        return none ? ResultUse.Dropped : use;
    }

    private string? ReturnObstacle()
    {
        List<ReturnStatementSyntax> returns = [.. Returns];
        if (returns.Count == 0 || Use == ResultUse.Returned)
        {
            return null;
        }

        if (returns.Any(statement => statement.Expression?.DescendantNodesAndSelf().Any(node =>
            RecorderCall.Of(node, _model, default) is { IsTraceMethod: true }) == true))
        {
            // Unfolded too, it would return from the method.
            return Obstacles.Returns;
        }

        if (Use == ResultUse.Dropped && returns.All(statement => statement.Expression is null))
        {
            bool isLast = Host is MethodDeclarationSyntax ||
                (Host.Parent is BlockSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } block &&
                    block.Statements.Last() == Host);
            return isLast ? null : Obstacles.Returns;
        }

        return returns.Count == 1 && Lambda!.Block!.Statements.Last() == returns[0] ? null : Obstacles.Returns;
    }

    /// <summary>The lambda's values become what the caller takes, without a step over the lambda's type.</summary>
    private string? ConversionObstacle()
    {
        if (Use == ResultUse.Dropped || ResultType is not { } type)
        {
            return null;
        }

        ITypeSymbol? taken = Use == ResultUse.Returned && AddAsync
            ? type
            : _model.GetTypeInfo(Await ?? (ExpressionSyntax)Call.Syntax).ConvertedType;
        if (SymbolEqualityComparer.Default.Equals(type, taken))
        {
            return null;
        }

        IEnumerable<ExpressionSyntax> values = Lambda is { Block: null, ExpressionBody: { } expression }
            ? [expression]
            : Returns.Select(statement => statement.Expression).OfType<ExpressionSyntax>();
        bool isAsIs = Lambda is not null && values.All(value =>
            SymbolEqualityComparer.Default.Equals(Awaited(_model.GetTypeInfo(value).Type), type));
        return isAsIs ? null : Obstacles.Conversion;
    }

    private ITypeSymbol? Awaited(ITypeSymbol? type) =>
        IsAsync && Lambda?.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword) == false &&
        type is INamedTypeSymbol { TypeArguments.Length: 1 } task
            ? task.TypeArguments[0]
            : type;
}
