using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Binds calls without nullable analysis, which takes as long again as binding: whether something may be null decides
/// nothing here.
/// </summary>
internal sealed class SemanticModels(Func<Compilation, SyntaxTree, SemanticModel> quickest)
{
    private static readonly SemanticModels s_ofThisCompiler = new(WithoutNullableAnalysis);

    private Func<Compilation, SyntaxTree, SemanticModel> _bind = quickest;

    public static SemanticModel Of(Compilation compilation, SyntaxTree tree) =>
        s_ofThisCompiler.Bind(compilation, tree);

    /// <summary>As quickly as the compiler can: it has not promised to keep the API that is quickest.</summary>
    public SemanticModel Bind(Compilation compilation, SyntaxTree tree)
    {
        try
        {
            return _bind(compilation, tree);
        }
        catch (Exception e) when (e is MissingMemberException or TypeLoadException)
        {
            _bind = static (compilation, tree) => compilation.GetSemanticModel(tree);
            return _bind(compilation, tree);
        }
    }

    // Apart: a method that names what is missing fails before its first statement.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SemanticModel WithoutNullableAnalysis(Compilation compilation, SyntaxTree tree) =>
#pragma warning disable RSEXPERIMENTAL001
        compilation.GetSemanticModel(tree, SemanticModelOptions.DisableNullableAnalysis);
#pragma warning restore RSEXPERIMENTAL001
}
