using System.Runtime.CompilerServices;
using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>Which methods a syntax tree declares with a body, by name: the others need no semantic model.</summary>
internal sealed class BodyIndex
{
    // Trees are immutable and live on from one compilation to the next unless their file is edited.
    private static readonly ConditionalWeakTable<SyntaxTree, BodyIndex> s_indexes = new();

    private readonly HashSet<string> _names;

    private BodyIndex(SyntaxNode root)
    {
        IEnumerable<string> names = Bodies(root).Select(method => method.Identifier.ValueText);
        _names = new HashSet<string>(names, StringComparer.Ordinal);
    }

    public static BodyIndex Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!s_indexes.TryGetValue(tree, out BodyIndex index))
        {
            index = s_indexes.GetValue(tree, key => new BodyIndex(key.GetRoot(cancellationToken)));
        }

        return index;
    }

    /// <summary>Whether there is a body of any of these names.</summary>
    public bool HasAny(EquatableArray<string> names) => names.Any(_names.Contains);

    /// <summary>All methods with bodies, in the order of the text.</summary>
    public static IEnumerable<MethodDeclarationSyntax> Bodies(SyntaxNode root) => root
        .DescendantNodes(node => node is not (StatementSyntax or ExpressionSyntax))
        .OfType<MethodDeclarationSyntax>()
        .Where(method => method.Body is not null || method.ExpressionBody is not null);
}
