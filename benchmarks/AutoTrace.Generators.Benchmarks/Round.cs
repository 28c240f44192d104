using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AutoTrace.Generators.Benchmarks;

/// <summary>One round: everything that is measured, once or a few times, next to each other.</summary>
internal sealed class Round(Figures figures, bool withBuilds)
{
    private const int Edits = 5;

    public void Run(int number)
    {
        if (withBuilds)
        {
            // Whichever comes first pays for the other's garbage: they take turns.
            Action[] builds = [BuildPlain, BuildTraced];
            builds[number % 2]();
            builds[(number + 1) % 2]();
            Action[] analyses = [BindPlain, BindAnalyzed];
            analyses[number % 2]();
            analyses[(number + 1) % 2]();
        }

        GeneratorDriver driver = Driver();
        CSharpCompilation compilation = Corpus.Compilation();
        figures.Time("generator.first_ms", () => driver = driver.RunGenerators(compilation));

        for (int edit = 0; edit < Edits; edit++)
        {
            int file = ((number * Edits) + edit) * 10;
            Edit("body", file, "return total;", "return total + 1;");
            Edit("unrelated", file + 9, "return total;", "return total + 1;");
        }

        Edit("signature", (number * 10) + 2, "(int id, string name) => id", "(long id, string name) => (int)id");

        void Edit(string kind, int file, string old, string text)
        {
            SyntaxTree tree = compilation.SyntaxTrees[file];
            SourceText source = tree.GetText();
            int at = source.ToString().IndexOf(old, StringComparison.Ordinal);
            SyntaxTree edited = tree.WithChangedText(source.WithChanges(new TextChange(new TextSpan(at, old.Length), text)));
            compilation = compilation.ReplaceSyntaxTree(tree, edited);
            Dictionary<string, SourceText> before = Outputs(driver);
            figures.Time($"generator.edit_{kind}_ms", () => driver = driver.RunGenerators(compilation));
            Dictionary<string, SourceText> after = Outputs(driver);
            int changed = after.Count(file =>
                !before.TryGetValue(file.Key, out SourceText? was) || !was.ContentEquals(file.Value));
            figures.Add($"generator.edit_{kind}_outputs", changed + before.Keys.Except(after.Keys).Count());
            if (kind != "signature")
            {
                driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
                AnalyzerRun.Time(figures, $"analyzer.edit_{kind}_ms", output, edited);
            }
        }
    }

    private void BuildPlain() => Build("plain", Corpus.Compilation);

    private void BuildTraced() => Build("traced", Generated);

    private void Build(string name, Func<Compilation> parse) => figures.Time($"build.{name}_ms", () =>
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Emit(parse());
        figures.Add($"build.{name}_cpu_ms", (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    });

    private void BindPlain()
    {
        Compilation compilation = Generated();
        figures.Time("bind.plain_ms", () => compilation.GetDiagnostics());
    }

    private void BindAnalyzed()
    {
        Compilation compilation = Generated();
        figures.Time("bind.analyzed_ms", () => AnalyzerRun.Build(compilation));
    }

    private static Compilation Generated()
    {
        Driver().RunGeneratorsAndUpdateCompilation(Corpus.Compilation(), out Compilation compilation, out _);
        return compilation;
    }

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new TracedGenerator().AsSourceGenerator()], parseOptions: Corpus.ParseOptions);

    private static Dictionary<string, SourceText> Outputs(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText);

    private static void Emit(Compilation compilation)
    {
        using MemoryStream assembly = new();
        if (compilation.Emit(assembly) is { Success: false, Diagnostics: var diagnostics })
        {
            throw new InvalidOperationException(string.Join('\n', diagnostics.Take(5)));
        }
    }
}
