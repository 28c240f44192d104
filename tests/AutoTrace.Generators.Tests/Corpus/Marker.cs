using System.Globalization;
using System.Text.RegularExpressions;
using AutoTrace.Generators.Analysis;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.Corpus;

/// <summary>
/// A comment in front of the name by which a traced member is used: <c>/* row 23: AT1001 */</c>.
/// </summary>
/// <param name="Row">Of docs/coverage.md; 0 for what is no use.</param>
/// <param name="Outcome">
/// <c>intercepted</c>; <c>body</c>; <c>body of M</c> where the compiler calls it unnamed; an id; or, where nothing can
/// see the use, the id of the report at the declaration or of the project: <c>AT1010 of Orders.Get</c>.
/// </param>
/// <param name="Token">That it stands before.</param>
internal sealed partial record Marker(int Row, string Outcome, SyntaxToken Token)
{
    public string Place
    {
        get
        {
            FileLinePositionSpan span = Token.GetLocation().GetLineSpan();
            return $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1}) {Token}";
        }
    }

    /// <summary>What is to be seen where the use is.</summary>
    public IEnumerable<string> Expected =>
        Row == 0 ? []
        : !IsElsewhere ? [Outcome]
        : Outcome.StartsWith(Outcomes.Body, StringComparison.Ordinal) && !IsName ? [Rules.Traced.Id]
        : [];

    /// <summary>Whether its outcome is one of a declaration.</summary>
    public bool IsElsewhere => Row > 0 && Outcome.Contains(" of ", StringComparison.Ordinal);

    private bool IsName => Token.Parent is SimpleNameSyntax;

    public override string ToString() => $"{Place} is said to be \"{Outcome}\"";

    public static IEnumerable<Marker> In(SyntaxTree tree)
    {
        SyntaxNode root = tree.GetRoot();
        string text = tree.ToString();
        foreach (Match match in Comment().Matches(text))
        {
            _ = int.TryParse(match.Groups["row"].Value, CultureInfo.InvariantCulture, out int row);
            yield return new Marker(row, match.Groups["outcome"].Value, root.FindToken(match.Index + match.Length));
        }
    }

    [GeneratedRegex("/\\* (?:row (?<row>\\d+)|no use): (?<outcome>.*?) \\*/\\s*")]
    private static partial Regex Comment();
}
