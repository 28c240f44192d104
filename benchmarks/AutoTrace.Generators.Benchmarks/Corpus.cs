using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AutoTrace.Generators.Benchmarks;

/// <summary>
/// A synthetic project of services: 400 files with 80,000 invocations in bodies of lambdas, LINQ and awaits, of which
/// 1,000 call one of 200 traced methods. Every tenth file calls none.
/// </summary>
internal static class Corpus
{
    public const int Files = 400;
    public const int Invocations = 80_000;
    public const int Sites = 1_000;

    private const string Rule = "[assembly: AutoTrace.Traced(Include = \"Shop.*.Load*\", Exclude = \"*.Log\")]";

    private const int InvocationsPerFile = Invocations / Files;

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name &&
                (name.StartsWith("System.", StringComparison.Ordinal) || name == "AutoTrace.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpParseOptions ParseOptions { get; } = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithFeatures([new("InterceptorsNamespaces", "AutoTrace.Generated")]);

    /// <summary>
    /// Whether the traced methods are selected by <c>[assembly: Traced]</c> instead of an attribute each. Set before
    /// the first use.
    /// </summary>
    public static bool IsByRule { get; set; }

    public static ImmutableArray<SourceText> Texts => s_texts.Value;

    private static readonly Lazy<ImmutableArray<SourceText>> s_texts = new(() =>
        [.. Enumerable.Range(0, Files).Select(file => SourceText.From(Write(file), Encoding.UTF8))]);

    /// <summary>Whether a file calls traced methods.</summary>
    public static bool HasSites(int file) => file % 10 != 9;

    /// <summary>New trees, so that nothing is remembered of an earlier run.</summary>
    public static CSharpCompilation Compilation() => CSharpCompilation.Create(
        "Shop",
        Texts.Select((text, file) => CSharpSyntaxTree.ParseText(text, ParseOptions, $"/shop/Service{file}.cs"))
            .Concat(IsByRule ? [CSharpSyntaxTree.ParseText(Rule, ParseOptions, "/shop/Rules.cs", Encoding.UTF8)] : []),
        s_references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable));

    private static string Write(int file)
    {
        int withSites = Enumerable.Range(0, file).Count(HasSites);
        int all = Enumerable.Range(0, Files).Count(HasSites);
        int sites = HasSites(file) ? (Sites * (withSites + 1) / all) - (Sites * withSites / all) : 0;
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading;
            using System.Threading.Tasks;
            using AutoTrace;

            namespace Shop.Area{{file / 20}};

            /// <summary>Service {{file}}.</summary>
            public sealed class Service{{file}}
            {
                private readonly List<string> _log = new();

                public int Limit { get; set; } = {{file}};

                public void Log(string line) => _log.Add(line);
            """);
        int left = InvocationsPerFile - 1;
        if (file % 2 == 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $$"""

                    {{(IsByRule ? "" : "[Traced]")}}
                    public int Load{{file}}(int id, string name) => id + name.Length + Limit;
                """);
        }

        const int PerMethod = 17;
        for (int method = 0; left - sites >= PerMethod; method++, left -= PerMethod)
        {
            string call = "";
            if (sites > 0)
            {
                sites--;
                left--;
                int other = ((file * 7) + (method * 34)) % Files / 2 * 2;
                call = $"\n        total += new Shop.Area{other / 20}.Service{other}().Load{other}(total, text);";
            }

            text.AppendLine(CultureInfo.InvariantCulture, $$"""

                    public async Task<int> Work{{method}}Async(int seed, CancellationToken token)
                    {
                        List<int> items = Enumerable.Range(0, seed).Select(x => Math.Abs(x - {{method}})).Where(x => x % 2 == 0).ToList();
                        items.ForEach(x => Log(x.ToString()));
                        await Task.Delay(1, token);
                        string text = string.Join(",", items.OrderBy(x => -x).Take(5).Select(x => x.ToString()));
                        int total = items.Aggregate(0, (sum, x) => sum + x);{{call}}
                        Log(text.Trim());
                        return total;
                    }
                """);
        }

        text.AppendLine("    public void Fill()\n    {");
        text.Insert(text.Length, "        Log(\"\");\n", left);
        text.AppendLine("    }\n}");
        return text.ToString();
    }
}
