using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Remembers what was found in a syntax tree for as long as the tree lives and all that it depends on stays the same,
/// so that an edit of a body binds no other file again. Holds text alone: no symbol, node or compilation lives longer
/// for it.
/// </summary>
/// <typeparam name="T">What is found, plain data; one memory for each.</typeparam>
internal static class TreeCache<T>
{
    private static readonly ConditionalWeakTable<SyntaxTree, Slot> s_slots = new();

    /// <param name="tree">To search.</param>
    /// <param name="dependencies">
    /// Two times the same text only if the same is found in the tree: that must not depend on anything else.
    /// </param>
    /// <param name="find">Finds it.</param>
    public static T GetOrFind(SyntaxTree tree, string dependencies, Func<T> find)
    {
        Slot slot = s_slots.GetOrCreateValue(tree);
        if (slot.Latest is { } latest && latest.Dependencies == dependencies)
        {
            return latest.Value;
        }

        T value = find();
        slot.Latest = new Found(dependencies, value);
        return value;
    }

    /// <summary>Replaced as a whole: several runs may meet at one tree.</summary>
    private sealed class Slot
    {
        public volatile Found? Latest;
    }

    private sealed record Found(string Dependencies, T Value);
}
