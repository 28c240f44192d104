using AutoTrace.Tests.Shared;

namespace AutoTrace.Tests;

/// <summary>Code can be read beside other code.</summary>
public sealed class LineLengthTests
{
    /// <summary>120 is what editors show; some lines read better with a few columns more than in two.</summary>
    private const int Limit = 130;

    /// <summary>Whole files that tests compile, and those of tools.</summary>
    private static readonly string[] s_others = ["Cases", "Shapes", "Previous", "obj", "bin", "node_modules"];

    [Fact]
    public void NoLineIsLongerThanTheLimitButPrograms() => Assert.Empty(
        Directory.EnumerateFiles(TestData.RepositoryRoot, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(s_others.Contains))
            .SelectMany(LongLines));

    /// <summary>Raw strings hold programs and documents of a layout of their own.</summary>
    private static IEnumerable<string> LongLines(string path)
    {
        bool isRaw = false;
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            int quotes = line.Split("\"\"\"").Length - 1;
            if (line.Length > Limit && !isRaw && quotes == 0)
            {
                yield return $"{path}({number}): {line.Length} columns";
            }

            isRaw ^= quotes % 2 == 1;
        }
    }
}
