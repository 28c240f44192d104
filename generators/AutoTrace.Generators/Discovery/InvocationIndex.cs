using System.Runtime.CompilerServices;
using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Where a syntax tree invokes what name. The name gate: binding a call is what costs, so calls of names that no traced
/// method has are never bound.
/// </summary>
internal sealed class InvocationIndex
{
    // Trees are immutable and live on from one compilation to the next unless their file is edited.
    private static readonly ConditionalWeakTable<SyntaxTree, InvocationIndex> s_indexes = new();

    // Positions, not nodes: an index must not keep alive what the compiler would let go.
    private readonly Dictionary<string, List<int>> _positions = new(StringComparer.Ordinal);

    private InvocationIndex(SyntaxNode root)
    {
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax invocation && NameOf(invocation) is { } name)
            {
                SyntaxToken identifier = name.Identifier;
                if (!_positions.TryGetValue(identifier.ValueText, out List<int> positions))
                {
                    _positions.Add(identifier.ValueText, positions = []);
                }

                positions.Add(identifier.SpanStart);
            }
        }
    }

    public static InvocationIndex Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!s_indexes.TryGetValue(tree, out InvocationIndex index))
        {
            index = s_indexes.GetValue(tree, key => new InvocationIndex(key.GetRoot(cancellationToken)));
        }

        return index;
    }

    /// <summary>Whether there is an invocation of any of these names.</summary>
    public bool HasAny(EquatableArray<string> names) => names.Any(_positions.ContainsKey);

    /// <summary>The invocations of any of these names, in the order of the text.</summary>
    public IReadOnlyList<InvocationExpressionSyntax> Find(
        EquatableArray<string> names, SyntaxTree tree, CancellationToken cancellationToken)
    {
        List<int> found = [];
        foreach (string name in names)
        {
            if (_positions.TryGetValue(name, out List<int> positions))
            {
                found.AddRange(positions);
            }
        }

        if (found.Count == 0)
        {
            return [];
        }

        found.Sort();
        SyntaxNode root = tree.GetRoot(cancellationToken);
        return [.. found.Select(position => At(position, root))];
    }

    private static InvocationExpressionSyntax At(int position, SyntaxNode root) => root.FindToken(position).Parent!
        .FirstAncestorOrSelf<InvocationExpressionSyntax>(call => NameOf(call)?.Identifier.SpanStart == position)!;

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };
}
