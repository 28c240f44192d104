using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.Corpus;

/// <summary>
/// Finds whatever may use a traced member by its name alone, as a reader with a search box would: it knows nothing of
/// symbols, and so cannot share a mistake with what it checks.
/// </summary>
internal static class UnmarkedUses
{
    private static readonly Dictionary<string, SyntaxKind[]> s_calledUnnamed = new()
    {
        ["GetEnumerator"] = [SyntaxKind.ForEachKeyword],
        ["GetAsyncEnumerator"] = [SyntaxKind.ForEachKeyword],
        ["Dispose"] = [SyntaxKind.UsingKeyword],
        ["DisposeAsync"] = [SyntaxKind.UsingKeyword],
        ["GetAwaiter"] = [SyntaxKind.AwaitKeyword],
        ["Where"] = [SyntaxKind.WhereKeyword],
        ["Select"] = [SyntaxKind.SelectKeyword],
        ["OrderBy"] = [SyntaxKind.OrderByKeyword],
    };

    /// <summary>The places of names and keywords that stand for a traced member and have no marker.</summary>
    public static IEnumerable<string> In(IReadOnlyCollection<SyntaxTree> trees)
    {
        bool areSelected = trees.Any(SelectsByName);
        HashSet<string> names = [.. trees.SelectMany(tree => TracedNames(tree, areSelected))];
        HashSet<SyntaxKind> keywords = [.. names.SelectMany(name => s_calledUnnamed.GetValueOrDefault(name, []))];
        foreach (SyntaxTree tree in trees)
        {
            HashSet<SyntaxToken> marked = [.. Marker.In(tree).Select(marker => marker.Token)];
            foreach (SyntaxToken token in tree.GetRoot().DescendantTokens())
            {
                bool isUse = token.Parent is SimpleNameSyntax name
                    ? names.Contains(token.ValueText) && name.FirstAncestorOrSelf<AttributeSyntax>() is null
                    : keywords.Contains(token.Kind()) && token.Parent is not UsingDirectiveSyntax;
                if (isUse && !marked.Contains(token) && !IsAwaited(token, marked))
                {
                    yield return new Marker(0, "", token).Place;
                }
            }
        }
    }

    /// <summary>The marker of <c>await foreach</c> is in front of both words.</summary>
    private static bool IsAwaited(SyntaxToken token, HashSet<SyntaxToken> marked) =>
        token.GetPreviousToken() is { RawKind: (int)SyntaxKind.AwaitKeyword } await && marked.Contains(await);

    private static bool SelectsByName(SyntaxTree tree) =>
        ((CompilationUnitSyntax)tree.GetRoot()).AttributeLists.SelectMany(list => list.Attributes)
            .Any(each => each.Name.ToString() == "Traced");

    /// <summary>Names of members with the attribute, or in a type with it; all methods' where an assembly has it.</summary>
    private static IEnumerable<string> TracedNames(SyntaxTree tree, bool areSelected)
    {
        foreach (MemberDeclarationSyntax member in tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>())
        {
            if (!Has(member, "NoTrace") &&
                (Has(member, "Traced") || (member.Parent is TypeDeclarationSyntax type && Has(type, "Traced")) ||
                    (areSelected && member is MethodDeclarationSyntax)))
            {
                if (member is MethodDeclarationSyntax method)
                {
                    yield return method.Identifier.ValueText;
                }
                else if (member is PropertyDeclarationSyntax property)
                {
                    yield return property.Identifier.ValueText;
                }
            }
        }
    }

    private static bool Has(MemberDeclarationSyntax member, string attribute) =>
        member.AttributeLists.SelectMany(list => list.Attributes).Any(each => each.Name.ToString() == attribute);
}
