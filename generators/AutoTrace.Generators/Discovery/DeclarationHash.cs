using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// A hash of what a file declares: all of its tokens and the shape of its syntax, but for the bodies of members, from
/// which C# infers nothing about a member. Where a body can be seen from outside after all, what can be seen of it is
/// part of the hash.
/// </summary>
internal static class DeclarationHash
{
    // Trees are immutable and live on from one compilation to the next unless their file is edited.
    private static readonly ConditionalWeakTable<SyntaxTree, string> s_hashes = new();

    public static string Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!s_hashes.TryGetValue(tree, out string hash))
        {
            hash = s_hashes.GetValue(tree, key => Compute(key, cancellationToken));
        }

        return hash;
    }

    private static string Compute(SyntaxTree tree, CancellationToken cancellationToken)
    {
        StringBuilder text = new();
        SyntaxNode root = tree.GetRoot(cancellationToken);
        Append(text, tree.FilePath);
        AppendDirectives(text, root);
        Append(text, root);
        using SHA256 sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Some hold beyond the body that they stand in: <c>#nullable</c> for one.</summary>
    private static void AppendDirectives(StringBuilder text, SyntaxNode root)
    {
        for (DirectiveTriviaSyntax? directive = root.GetFirstDirective();
            directive is not null;
            directive = directive.GetNextDirective())
        {
            Append(text, directive.ToString());
        }
    }

    private static void Append(StringBuilder text, SyntaxNode node)
    {
        // The kinds tell apart what the parser can make of the same tokens.
        text.Append('(').Append(node.RawKind);
        foreach (SyntaxNodeOrToken child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is not { } inner)
            {
                text.Append(' ').Append(child.RawKind);
                Append(text, child.ToString());
            }
            else if (IsBody(inner, node))
            {
                text.Append(Streams.Yields(inner) ? "{yield}" : "{}");
            }
            else
            {
                Append(text, inner);
            }
        }

        text.Append(')');
    }

    /// <summary>With its length, so that no text can pass for two.</summary>
    private static void Append(StringBuilder text, string part) =>
        text.Append(' ').Append(part.Length).Append(':').Append(part);

    /// <summary>
    /// Initializers are none, and nor are top-level statements: they decide what <c>Main</c> returns, and their locals
    /// are in scope elsewhere.
    /// </summary>
    private static bool IsBody(SyntaxNode node, SyntaxNode parent) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax &&
        parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax &&
        !IsInStruct(parent);

    /// <summary>
    /// Bodies in a struct count: to name <c>field</c> or a parameter of the primary constructor adds a field, and
    /// fields decide whether the struct is unmanaged.
    /// </summary>
    private static bool IsInStruct(SyntaxNode member) =>
        member.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { RawKind: var kind } &&
        kind is (int)SyntaxKind.StructDeclaration or (int)SyntaxKind.RecordStructDeclaration;
}
