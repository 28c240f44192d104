using System.Text.RegularExpressions;

namespace AutoTrace.Generators.Tests.Snapshots;

/// <summary>
/// The examples in docs/generated-code.md are what the generator writes, and what it was written for.
/// </summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void ExamplesAreReal()
    {
        string text = File.ReadAllText(Path.Combine(SnapshotTests.Cases, "../../../docs/generated-code.md"));
        MatchCollection examples = Example().Matches(text);

        Assert.True(examples.Count > 5);
        foreach (Match example in examples)
        {
            string source = File.ReadAllText(Path.Combine(SnapshotTests.Cases, example.Groups["file"].Value));
            string code = WithoutIndentation(example.Groups["code"].Value);
            Assert.Contains(code, WithoutIndentation(source), StringComparison.Ordinal);
        }
    }

    private static string WithoutIndentation(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("<!-- from (?<file>\\S+) -->\n```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
