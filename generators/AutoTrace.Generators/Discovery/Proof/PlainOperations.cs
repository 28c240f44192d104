using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>The operations that run no more code than those that they consist of.</summary>
internal static class PlainOperations
{
    private static readonly HashSet<OperationKind> s_kinds =
    [
        // Statements and their parts. Loops, using, lock, fixed and yield are none of them.
        OperationKind.Block, OperationKind.Branch, OperationKind.CaseClause, OperationKind.CatchClause,
        OperationKind.Empty, OperationKind.ExpressionStatement, OperationKind.FieldInitializer,
        OperationKind.Labeled, OperationKind.MethodBodyOperation, OperationKind.PropertyInitializer,
        OperationKind.Return, OperationKind.Switch, OperationKind.SwitchCase, OperationKind.SwitchExpression,
        OperationKind.SwitchExpressionArm, OperationKind.Throw, OperationKind.Try,
        OperationKind.VariableDeclaration, OperationKind.VariableDeclarationGroup,
        OperationKind.VariableDeclarator, OperationKind.VariableInitializer,

        // Values and places.
        OperationKind.AnonymousObjectCreation, OperationKind.ArrayCreation, OperationKind.ArrayElementReference,
        OperationKind.ArrayInitializer, OperationKind.CoalesceAssignment, OperationKind.Conditional,
        OperationKind.ConditionalAccess, OperationKind.ConditionalAccessInstance,
        OperationKind.DeclarationExpression, OperationKind.DefaultValue, OperationKind.Discard,
        OperationKind.InstanceReference, OperationKind.InterpolatedStringText, OperationKind.Literal,
        OperationKind.LocalReference, OperationKind.MemberInitializer, OperationKind.NameOf,
        OperationKind.ObjectOrCollectionInitializer, OperationKind.ParameterReference, OperationKind.Parenthesized,
        OperationKind.Range, OperationKind.SimpleAssignment, OperationKind.SizeOf, OperationKind.TranslatedQuery,
        OperationKind.Tuple, OperationKind.TypeOf, OperationKind.Utf8String,

        // Patterns. Those that test for a type or take apart are none of them.
        OperationKind.BinaryPattern, OperationKind.ConstantPattern, OperationKind.DiscardPattern,
        OperationKind.IsPattern, OperationKind.NegatedPattern, OperationKind.PropertySubpattern,
        OperationKind.RelationalPattern,
    ];

    public static bool Contains(OperationKind kind) => s_kinds.Contains(kind);
}
