using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.Harness;

/// <summary>A compilation with what the generator made of it.</summary>
internal sealed class Generation
{
    private readonly Compilation _source;
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    private Generation(Compilation source, Compilation compilation, GeneratorRunResult result)
    {
        _source = source;
        Compilation = compilation;
        Result = result;
    }

    public Compilation Compilation { get; }

    /// <summary>The user's files.</summary>
    public IEnumerable<SyntaxTree> Sources => _source.SyntaxTrees;

    public GeneratorRunResult Result { get; }

    /// <summary>Always the same one: it remembers what it has bound.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) =>
        _models.GetOrAdd(tree, key => Compilation.GetSemanticModel(key));

    /// <summary>Generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>
    /// The calls that the compiler redirects, as text, in order: what the compiler says, not the generator.
    /// </summary>
    public IReadOnlyList<string> Intercepted =>
    [
        .. from tree in _source.SyntaxTrees
           from call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
           where ModelOf(tree).GetInterceptorMethod(call) is not null
           select call.ToString(),
    ];

    /// <summary>Runs the generator. It must neither fail nor report anything.</summary>
    public static Generation Of(
        Compilation source,
        bool isEnabled = true,
        CSharpParseOptions? parseOptions = null,
        string minimumLevel = "")
    {
        GeneratorDriver driver = Driver(isEnabled, parseOptions, minimumLevel).RunGeneratorsAndUpdateCompilation(
            source, out Compilation compilation, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        return new Generation(source, compilation, driver.GetRunResult().Results.Single());
    }

    /// <summary>How many errors the compiler finds.</summary>
    public int Errors => Compilation.GetDiagnostics().Count(each => each.Severity == DiagnosticSeverity.Error);

    /// <summary>With the output of another generator, which neither sees.</summary>
    public Generation With(IEnumerable<SyntaxTree> others) => new(
        _source.AddSyntaxTrees(others), Compilation.AddSyntaxTrees(others), Result);

    public static GeneratorDriver Driver(
        bool isEnabled = true, CSharpParseOptions? parseOptions = null, string minimumLevel = "") =>
        CSharpGeneratorDriver.Create(
            [new TracedGenerator().AsSourceGenerator()],
            parseOptions: parseOptions ?? TestCompilation.ParseOptions,
            optionsProvider: new BuildOptions(new Dictionary<string, string>
            {
                ["AutoTraceEnabled"] = isEnabled ? "true" : "false",
                ["AutoTraceMinimumLevel"] = minimumLevel,
            }),
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The assembly. Any warning, in the user's code or in ours, fails the test.</summary>
    public byte[] Emit()
    {
        using MemoryStream assembly = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = Compilation.Emit(assembly);
        IEnumerable<Diagnostic> errors =
            result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        IEnumerable<string> sources = errors.Select(error => error.Location.SourceTree).OfType<SyntaxTree>().Distinct()
            .Where(tree => !_source.ContainsSyntaxTree(tree)).Select(tree => tree.ToString());
        Assert.True(result.Success, string.Join('\n', errors.Concat<object>(sources)));
        return assembly.ToArray();
    }
}
