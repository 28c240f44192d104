using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>How the file around a method is laid out.</summary>
internal static class Layout
{
    public static SyntaxTrivia EndOfLine(SyntaxNode node)
    {
        SyntaxTrivia found = node.SyntaxTree.GetRoot().DescendantTrivia()
            .FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return found.RawKind == 0 ? LineFeed : found;
    }

    /// <summary>The blanks in front of the method's first line.</summary>
    public static SyntaxTrivia Indentation(MethodDeclarationSyntax method)
    {
        SourceText text = method.SyntaxTree.GetText();
        string line = text.ToString(TextSpan.FromBounds(
            text.Lines.GetLineFromPosition(method.SpanStart).Start, method.SpanStart));
        return Whitespace(new string([.. line.TakeWhile(char.IsWhiteSpace)]));
    }
}
