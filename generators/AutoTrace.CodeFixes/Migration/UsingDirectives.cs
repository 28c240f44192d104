using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoTrace.CodeFixes.Migration;

/// <summary>Adds <c>using AutoTrace;</c> in its alphabetical place.</summary>
internal static class UsingDirectives
{
    public static CompilationUnitSyntax WithAutoTrace(CompilationUnitSyntax unit)
    {
        SyntaxTrivia found = unit.DescendantTrivia().FirstOrDefault(piece => piece.IsKind(SyntaxKind.EndOfLineTrivia));
        SyntaxTrivia endOfLine = found.IsKind(SyntaxKind.None) ? LineFeed : found;
        UsingDirectiveSyntax directive = UsingDirective(ParseName("AutoTrace"))
            .NormalizeWhitespace().WithTrailingTrivia(endOfLine);
        if (unit.Usings.Count == 0)
        {
            return unit.Members.Count == 0
                ? unit.AddUsings(directive)
                : unit.WithMembers(unit.Members.Replace(unit.Members[0], unit.Members[0].WithoutLeadingTrivia()))
                    .AddUsings(directive.WithLeadingTrivia(unit.Members[0].GetLeadingTrivia())
                        .WithTrailingTrivia(endOfLine, endOfLine));
        }

        int index = unit.Usings.ToList().FindLastIndex(other =>
            other.StaticKeyword.IsKind(SyntaxKind.None) && other.Alias is null &&
            (other.Name?.ToString() is { } name &&
                (name == "System" || name.StartsWith("System.", StringComparison.Ordinal) ||
                    string.CompareOrdinal(name, "AutoTrace") < 0)));
        return index >= 0
            ? unit.WithUsings(unit.Usings.Insert(index + 1, directive))
            : unit.WithUsings(unit.Usings.Replace(unit.Usings[0], unit.Usings[0].WithoutLeadingTrivia())
                .Insert(0, directive.WithLeadingTrivia(unit.Usings[0].GetLeadingTrivia())));
    }
}
