using System.Runtime.CompilerServices;
using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;
using CallSite = AutoTrace.Generators.Model.CallSite;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Remembers the calls that are intercepted in a syntax tree for as long as the tree lives and all that they depend on
/// stays the same, so that an edit of a body binds no other file again. Holds text alone: no symbol, node or
/// compilation lives longer for it.
/// </summary>
internal static class SiteCache
{
    private static readonly ConditionalWeakTable<SyntaxTree, Slot> s_slots = new();

    /// <param name="tree">To find the calls in.</param>
    /// <param name="dependencies">
    /// Two times the same text only if the tree's calls are the same: what is found must not depend on anything else.
    /// </param>
    /// <param name="find">Finds them.</param>
    public static EquatableArray<CallSite> GetOrFind(
        SyntaxTree tree, string dependencies, Func<EquatableArray<CallSite>> find)
    {
        Slot slot = s_slots.GetOrCreateValue(tree);
        if (slot.Latest is { } latest && latest.Dependencies == dependencies)
        {
            return latest.Sites;
        }

        EquatableArray<CallSite> sites = find();
        slot.Latest = new Found(dependencies, sites);
        return sites;
    }

    /// <summary>Replaced as a whole: several runs may meet at one tree.</summary>
    private sealed class Slot
    {
        public volatile Found? Latest;
    }

    private sealed record Found(string Dependencies, EquatableArray<CallSite> Sites);
}
