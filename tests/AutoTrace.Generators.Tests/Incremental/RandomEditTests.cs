using System.Globalization;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.Incremental;

/// <summary>Whatever is edited, what is remembered gives the same files as a first run.</summary>
public sealed class RandomEditTests
{
    private const int EditsPerProject = 20;

    /// <summary>For longer runs: <c>AUTOTRACE_FUZZ_EDITS=10000</c>.</summary>
    private static int Count => int.Parse(
        Environment.GetEnvironmentVariable("AUTOTRACE_FUZZ_EDITS") ?? "300", CultureInfo.InvariantCulture);

    [Fact]
    public void AfterAnyEditTheOutputIsThatOfAFirstRun()
    {
        int changes = 0;
        for (int seed = 0; seed < Count / EditsPerProject; seed++)
        {
            RandomProject project = new(seed);
            GeneratorDriver driver = Generation.Driver().RunGenerators(project.Compilation);
            string before = Text(driver);
            List<string> edits = [];
            for (int i = 0; i < EditsPerProject; i++)
            {
                edits.Add(project.Edit());
                driver = driver.RunGenerators(project.Compilation);
                string after = Text(driver);
                string expected = Text(Generation.Driver().RunGenerators(project.Copy()));
                Assert.True(expected == after, $"Seed {seed}: {string.Join(", ", edits)}\n{Difference(expected, after)}");
                changes += after == before ? 0 : 1;
                before = after;
            }
        }

        Assert.InRange(changes, Count / 4, Count * 9 / 10);
    }

    private static string Text(GeneratorDriver driver) => string.Join('\n', driver.GetRunResult().Results.Single()
        .GeneratedSources.OrderBy(file => file.HintName, StringComparer.Ordinal)
        .Select(file => $"{file.HintName}\n{file.SourceText}"));

    private static string Difference(string expected, string actual) =>
        $"missing:\n{string.Join('\n', expected.Split('\n').Except(actual.Split('\n')))}\n" +
        $"too much:\n{string.Join('\n', actual.Split('\n').Except(expected.Split('\n')))}";
}
