using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AutoTrace.Generators.Tests.Harness;

/// <summary>A user's project in memory: nullable, warnings as errors, references to .NET and AutoTrace.</summary>
internal static class TestCompilation
{
    private const string Log = """
        public static class Log
        {
            public static readonly System.Collections.Generic.List<string> Lines = new();
            public static void Line(object? value)
            {
                lock (Lines) { Lines.Add(System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "null"); }
            }
            public static void Thrown(System.Exception e) => Line($"{e.GetType().Name}: {e.Message}\n{e.StackTrace}");
        }
        """;

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using AutoTrace;
        """;

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name &&
                (name.StartsWith("System.", StringComparison.Ordinal) || name is "AutoTrace.dll" or "Microsoft.CSharp.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpParseOptions ParseOptions { get; } = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithFeatures([new("InterceptorsNamespaces", "Other;AutoTrace.Generated")]);

    /// <param name="name">The assembly's.</param>
    /// <param name="isLibrary">Whether it has no entry point.</param>
    /// <param name="files">
    /// The text of each file, named <c>File1.cs</c> and so on, the only one <c>Program.cs</c>.
    /// </param>
    public static CSharpCompilation Create(string name, bool isLibrary, params string[] files)
    {
        IEnumerable<SyntaxTree> trees = files.Select((text, i) =>
            Parse(text, files.Length == 1 ? "Program.cs" : $"File{i + 1}.cs"));
        SyntaxTree usings = Parse(Usings, "Usings.cs");
        IEnumerable<SyntaxTree> own = isLibrary ? [usings] : [usings, Parse(Log, "Log.cs")];
        return CSharpCompilation.Create(
            name,
            trees.Concat(own),
            s_references,
            new CSharpCompilationOptions(
                isLibrary ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
                optimizationLevel: OptimizationLevel.Debug,
                allowUnsafe: true,
                generalDiagnosticOption: ReportDiagnostic.Error,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    public static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, path);
}
