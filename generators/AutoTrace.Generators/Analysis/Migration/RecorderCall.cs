using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Analysis.Migration;

/// <summary>A call on the X-Ray SDK's recorder, known by its names alone: that package may be gone already.</summary>
internal sealed class RecorderCall
{
    private static readonly HashSet<string> s_methods =
    [
        "BeginSegment", "EndSegment", "BeginSubsegment", "EndSubsegment", "BeginSubsegmentWithoutSampling",
        "TraceMethod", "TraceMethodAsync", "AddAnnotation", "AddMetadata", "AddException", "AddHttpInformation",
        "AddSqlInformation", "AddPrecursorId", "SetNamespace", "MarkFault", "MarkError", "MarkThrottle",
        "GetEntity", "SetEntity", "ClearEntity",
    ];

    private RecorderCall(InvocationExpressionSyntax syntax, SimpleNameSyntax name, IMethodSymbol? method)
    {
        Syntax = syntax;
        Name = name.Identifier.ValueText;
        Method = method;
    }

    public InvocationExpressionSyntax Syntax { get; }

    public string Name { get; }

    /// <summary>Null when the call does not bind.</summary>
    public IMethodSymbol? Method { get; }

    public SeparatedSyntaxList<ArgumentSyntax> Arguments => Syntax.ArgumentList.Arguments;

    public bool IsBegin => Name is "BeginSegment" or "BeginSubsegment";

    public bool IsEnd => Name is "EndSegment" or "EndSubsegment";

    public bool IsHandOver => Name is "GetEntity" or "SetEntity" or "ClearEntity";

    public bool IsTraceMethod => Name is "TraceMethod" or "TraceMethodAsync";

    /// <summary>Whether the recorder can be dropped: naming it does nothing.</summary>
    public bool HasPlainReceiver =>
        Syntax.Expression is MemberAccessExpressionSyntax { Expression: var receiver } &&
        receiver.DescendantNodesAndSelf().All(node =>
            node is SimpleNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax);

    /// <summary>The call that <paramref name="node"/> is, or null when it is none of the recorder's.</summary>
    public static RecorderCall? Of(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (node is not InvocationExpressionSyntax invocation || NameOf(invocation) is not { } name ||
            !s_methods.Contains(name.Identifier.ValueText))
        {
            return null;
        }

        SymbolInfo info = model.GetSymbolInfo(invocation, cancellationToken);
        if (info.Symbol is IMethodSymbol method)
        {
            return IsRecorder(method.ContainingType) || IsRecorder(ReceiverType(invocation, model, cancellationToken))
                ? new RecorderCall(invocation, name, method)
                : null;
        }

        // The package is gone, or an argument is wrong.
        return IsRecorder(ReceiverType(invocation, model, cancellationToken)) || IsInstance(invocation)
            ? new RecorderCall(invocation, name, null)
            : null;
    }

    /// <summary>The calls below a node, in order.</summary>
    public static IEnumerable<RecorderCall> Within(
        SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        node.DescendantNodes().Select(child => Of(child, model, cancellationToken)).OfType<RecorderCall>();

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    private static ITypeSymbol? ReceiverType(
        InvocationExpressionSyntax invocation, SemanticModel model, CancellationToken cancellationToken) =>
        invocation.Expression is MemberAccessExpressionSyntax access
            ? model.GetTypeInfo(access.Expression, cancellationToken).Type
            : null;

    private static bool IsRecorder(ITypeSymbol? type) =>
        type?.Name is "AWSXRayRecorder" or "IAWSXRayRecorder" or "AWSXRayRecorderImpl" ||
        (type is not null && type.AllInterfaces.Any(parent => parent.Name == "IAWSXRayRecorder"));

    private static bool IsInstance(InvocationExpressionSyntax invocation) =>
        invocation.Expression is MemberAccessExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "Instance",
                Expression: var type,
            },
        } && type.ToString() is var text &&
        (text == "AWSXRayRecorder" || text.EndsWith(".AWSXRayRecorder", StringComparison.Ordinal));
}
