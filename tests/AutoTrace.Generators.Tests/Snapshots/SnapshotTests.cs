using System.Runtime.CompilerServices;
using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Snapshots;

/// <summary>
/// The generated code itself, for the reader: <c>Cases/X.input.cs</c> makes <c>Cases/X.output.cs</c>, and compiles.
/// After a wanted change, run the tests with <c>AUTOTRACE_UPDATE_SNAPSHOTS=1</c> and read the difference.
/// </summary>
public sealed class SnapshotTests
{
    internal static string Cases => Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "Cases");

    public static TheoryData<string> Names => new(Directory.GetFiles(Cases, "*.input.cs")
        .Select(path => Path.GetFileName(path).Replace(".input.cs", "", StringComparison.Ordinal)).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void GeneratedCodeIsAsReviewed(string name)
    {
        string input = File.ReadAllText(Path.Combine(Cases, $"{name}.input.cs"));
        string outputPath = Path.Combine(Cases, $"{name}.output.cs");
        Generation generation = Generation.Of(TestCompilation.Create(name, isLibrary: true, input));
        generation.Emit();

        string output = string.Concat(generation.Files.OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => $"// ===== {file.Key} =====\n{file.Value}\n"));
        if (Environment.GetEnvironmentVariable("AUTOTRACE_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(outputPath, output);
        }

        Assert.Equal(File.ReadAllText(outputPath), output);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
