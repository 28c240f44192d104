using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Analysis.Migration;

/// <summary>Calls that say more about the current subsegment: annotations, metadata, exceptions, marks.</summary>
internal static class DetailCall
{
    /// <summary>Why the call has no equal on <c>AutoTracer.Current</c>; null when it has.</summary>
    public static string? Obstacle(RecorderCall call, SemanticModel model)
    {
        if (!call.HasPlainReceiver)
        {
            return Obstacles.Receiver;
        }

        if (call.Arguments.Any(argument => argument.NameColon is not null))
        {
            return Obstacles.NamedArguments;
        }

        if (call.Syntax.Parent is not (
            ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax))
        {
            return "its result is used";
        }

        return (call.Name, call.Arguments.Count) switch
        {
            ("AddException", 1) or ("MarkFault" or "MarkError" or "MarkThrottle", 0) => null,
            ("AddAnnotation", 2) => IsAnnotation(TypeOf(call, 1, model)) ? null :
                "AutoTrace takes annotations of type string, long, int, double and bool; convert the value first",
            ("AddMetadata", 2) => MetadataObstacle(TypeOf(call, 1, model)),
            ("AddMetadata", 3) => call.Arguments[0].Expression is LiteralExpressionSyntax
                ? MetadataObstacle(TypeOf(call, 2, model))
                : "the namespace comes last in AutoTrace, and it is not a literal here",
            _ => $"AutoTrace has no {call.Name}",
        };
    }

    private static ITypeSymbol? TypeOf(RecorderCall call, int argument, SemanticModel model) =>
        model.GetTypeInfo(call.Arguments[argument].Expression).Type;

    private static bool IsAnnotation(ITypeSymbol? type) => type?.SpecialType is
        SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 or
        SpecialType.System_Double or SpecialType.System_Boolean;

    private static string? MetadataObstacle(ITypeSymbol? type) =>
        type?.SpecialType == SpecialType.System_String || type?.ToDisplayString() == "System.Text.Json.JsonElement"
            ? null
            : "metadata other than strings and JsonElement needs a JsonTypeInfo";
}
