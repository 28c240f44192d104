using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Reads syntax trees on all cores, each by itself: the compiler runs generators on one of them while the others have
/// nothing to do. Models of one compilation may be asked by several threads.
/// </summary>
internal static class EachTree
{
    /// <summary>The trees of the compilation for which a condition holds.</summary>
    public static SyntaxTree[] Where(
        Compilation compilation, Func<SyntaxTree, bool> holds, CancellationToken cancellationToken)
    {
        SyntaxTree[] trees = [.. compilation.SyntaxTrees];
        bool[] answers = Read(compilation, trees, holds, cancellationToken);
        return [.. trees.Where((_, i) => answers[i])];
    }

    /// <param name="compilation">Says whether several threads are wanted.</param>
    /// <param name="trees">Of the compilation.</param>
    /// <param name="read">Called by several threads, once for each tree.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was read, in the order of the trees.</returns>
    public static T[] Read<T>(
        Compilation compilation, IReadOnlyList<SyntaxTree> trees, Func<SyntaxTree, T> read, CancellationToken cancellationToken)
    {
        T[] results = new T[trees.Count];
        ParallelOptions options = new()
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = compilation.Options.ConcurrentBuild ? -1 : 1,
        };
        Parallel.For(0, results.Length, options, i => results[i] = read(trees[i]));
        return results;
    }
}
