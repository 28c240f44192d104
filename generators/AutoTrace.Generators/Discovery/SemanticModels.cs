using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Binds calls without nullable analysis, which takes as long again as binding: whether something may be null decides nothing
/// here.
/// </summary>
internal static class SemanticModels
{
    public static SemanticModel Of(Compilation compilation, SyntaxTree tree)
    {
        try
        {
            return WithoutNullableAnalysis(compilation, tree);
        }
        catch (Exception e) when (e is MissingMemberException or TypeLoadException)
        {
            // The compiler has not promised to keep this API.
            return compilation.GetSemanticModel(tree);
        }
    }

    // Apart: a method that names what is missing fails before its first statement.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SemanticModel WithoutNullableAnalysis(Compilation compilation, SyntaxTree tree) =>
#pragma warning disable RSEXPERIMENTAL001
        compilation.GetSemanticModel(tree, SemanticModelOptions.DisableNullableAnalysis);
#pragma warning restore RSEXPERIMENTAL001
}
