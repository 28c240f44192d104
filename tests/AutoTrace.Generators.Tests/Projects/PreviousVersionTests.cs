using System.Text.RegularExpressions;
using AutoTrace.Generators.Tests.Harness;
using AutoTrace.Generators.Tests.Snapshots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.Projects;

/// <summary>
/// Assemblies that were compiled with a previous AutoTrace run with today's: see <c>Previous/README.md</c>.
/// </summary>
public sealed partial class PreviousVersionTests
{
    private static readonly string s_folder = Path.Combine(SnapshotTests.Cases, "..", "Previous");

    public static TheoryData<string> Versions => new(Directory.GetDirectories(s_folder).Select(Path.GetFileName).Order()!);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task AssemblyCompiledWithAPreviousVersionRuns(string version)
    {
        string input = await File.ReadAllTextAsync(PathOf(version, "Shop.input.cs"));
        CSharpCompilation program = TestCompilation.Create("Shop", isLibrary: false, input);
        string generated = await ReadAsync(version, "Shop.output.cs", () => string.Concat(
            Generation.Of(program).Files.OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => $"// ===== {file.Key} =====\n{file.Value}")));
        IEnumerable<SyntaxTree> files = FileName().Split(generated).Skip(1).Chunk(2)
            .Select(file => TestCompilation.Parse(file[1], file[0]));
        byte[] api = Emit(Api(await File.ReadAllTextAsync(PathOf(version, "PublicApi.txt"))));

        byte[] assembly = Emit(program.AddSyntaxTrees(files)
            .RemoveReferences(program.References.Where(IsAutoTrace))
            .AddReferences(MetadataReference.CreateFromImage(api)));
        Run run = await Run.OfAsync(assembly);

        Assert.DoesNotContain("unhandled", run.Output);
        Assert.Equal(await ReadAsync(version, "Shop.trace.txt", () => run.Trace), run.Trace);
    }

    /// <summary>An AutoTrace that can be compiled against, and not run.</summary>
    private static CSharpCompilation Api(string declarations)
    {
        CSharpCompilation library = TestCompilation.Create("AutoTrace", isLibrary: true);
        return library
            .RemoveAllSyntaxTrees()
            .AddSyntaxTrees(TestCompilation.Parse(
                "#nullable enable\n" + Method().Replace(declarations, " => throw null!;"), "Api.cs"))
            .RemoveReferences(library.References.Where(IsAutoTrace))
            .WithOptions(library.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
    }

    private static bool IsAutoTrace(MetadataReference reference) =>
        Path.GetFileName(((PortableExecutableReference)reference).FilePath) == "AutoTrace.dll";

    private static byte[] Emit(CSharpCompilation compilation)
    {
        using MemoryStream image = new();
        IEnumerable<Diagnostic> errors = compilation.Emit(image).Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Empty(errors);
        return image.ToArray();
    }

    private static async Task<string> ReadAsync(string version, string file, Func<string> make)
    {
        string path = PathOf(version, file);
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("AUTOTRACE_UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(path, make());
        }

        return await File.ReadAllTextAsync(path);
    }

    private static string PathOf(string version, string file) => Path.Combine(s_folder, version, file);

    [GeneratedRegex("^// ===== (.*) =====\n", RegexOptions.Multiline)]
    private static partial Regex FileName();

    [GeneratedRegex(@"(?<=\).*);$", RegexOptions.Multiline)]
    private static partial Regex Method();
}
