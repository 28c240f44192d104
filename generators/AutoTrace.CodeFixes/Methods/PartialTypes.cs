using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>Puts members in the place of methods, and makes the types around them <c>partial</c>.</summary>
internal static class PartialTypes
{
    public static async Task<Document> ReplaceAsync(
        Document document,
        Dictionary<MethodDeclarationSyntax, MemberDeclarationSyntax[]> replacements,
        CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        IEnumerable<TypeDeclarationSyntax> types = replacements.Keys
            .SelectMany(method => method.Ancestors().OfType<TypeDeclarationSyntax>()).Distinct();

        // Types within types are rewritten first, member by member: the places are the same.
        SyntaxNode rewritten = root.ReplaceNodes(types, (original, changed) => MakePartial(changed).WithMembers(List(
            original.Members.SelectMany((member, i) =>
                member is MethodDeclarationSyntax method &&
                replacements.TryGetValue(method, out MemberDeclarationSyntax[]? replacement)
                    ? replacement
                    : [changed.Members[i]]))));
        return await Simplifier.ReduceAsync(
            document.WithSyntaxRoot(rewritten), Simplifier.Annotation, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
    }

    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(Space);
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return type;
        }

        return type.Modifiers.Count > 0
            ? type.WithModifiers(type.Modifiers.Add(partial))
            : type.WithModifiers(TokenList(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)))
                .WithKeyword(type.Keyword.WithLeadingTrivia());
    }
}
