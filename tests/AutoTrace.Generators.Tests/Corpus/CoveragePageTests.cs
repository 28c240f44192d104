using System.Globalization;
using System.Text.RegularExpressions;
using AutoTrace.Generators.Analysis;
using AutoTrace.Generators.Tests.Harness;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Generators.Tests.Corpus;

/// <summary>
/// docs/coverage.md says of each row what becomes of its uses in the corpus, all of it and nothing else.
/// </summary>
public sealed partial class CoveragePageTests
{
    private static readonly Dictionary<int, string> s_rows =
        File.ReadLines(Path.Combine(TestData.RepositoryRoot, "docs", "coverage.md"))
            .Select(line => Row().Match(line)).Where(match => match.Success)
            .ToDictionary(
                match => int.Parse(match.Groups["row"].Value, CultureInfo.InvariantCulture),
                match => match.Groups["outcome"].Value);

    public static TheoryData<int> Rows => new(s_rows.Keys);

    [Fact]
    public void ThePageHasEveryRow() => Assert.Equal(Enumerable.Range(1, CorpusTests.Rows), s_rows.Keys);

    [Theory]
    [MemberData(nameof(Rows))]
    public void ThePageSaysWhatTheCorpusShows(int row)
    {
        IEnumerable<string> shown = Shape.Names.SelectMany(CorpusTests.Trees).SelectMany(Marker.In)
            .Where(marker => marker.Row == row)
            .Select(marker => marker.Outcome.Split(' ')[0])
            .Where(outcome => outcome != Rules.Traced.Id);
        IEnumerable<string> said = Outcome().Matches(s_rows[row]).Select(match => match.Value switch
        {
            "at the call" => Outcomes.Intercepted,
            "in the body" => Outcomes.Body,
            string id => id,
        });

        Assert.Equal(shown.Distinct().Order(), said.Distinct().Order());
    }

    [GeneratedRegex(@"^\| (?<row>\d+) \| [^|]+ \| (?<outcome>[^|]+) \| [^|]*\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"at the call|in the body|(AT|CS)\d{4}(?!\.)")]
    private static partial Regex Outcome();
}
