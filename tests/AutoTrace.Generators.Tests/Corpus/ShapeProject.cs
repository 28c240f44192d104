using System.Text.RegularExpressions;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.Corpus;

/// <summary>A project of a <see cref="Shape"/>.</summary>
/// <param name="Name">Of its assembly.</param>
/// <param name="Words">
/// What it is: <c>library</c>; <c>packable</c>; <c>untraced</c>, built without AutoTrace; <c>test</c>, a test project,
/// where AutoTrace is off; <c>only A</c>, a project that references nothing but A.
/// </param>
internal sealed partial record ShapeProject(string Name, IReadOnlyList<string> Words)
{
    public List<string> Files { get; } = [];

    /// <summary>The output of other generators, by path.</summary>
    public List<(string Path, string Text)> Generated { get; } = [];

    public bool Has(string word) => Words.Contains(word);

    public bool Sees(ShapeProject other) => !Has("only") || Words.Contains(other.Name);

    /// <summary>With the generator, unless the project does not have it.</summary>
    public Generation Generate(IEnumerable<MetadataReference> references, bool isEnabled)
    {
        bool isTraced = isEnabled && !Has("test") && !Has("untraced");
        Compilation source = Source(references);
        return Generation.Of(source, isTraced).With(OtherTrees(source));
    }

    /// <summary>What AutoTrace does with each use: nothing where it is not, or is off.</summary>
    public async Task<ILookup<SyntaxToken, string>> OutcomesAsync(Generation generation) =>
        Has("test") || Has("untraced")
            ? Enumerable.Empty<SyntaxToken>().ToLookup(token => token, _ => "")
            : await Outcomes.OfAsync(generation, ("IsPackable", Has("packable") ? "true" : "false"));

    /// <summary>What is said of the project, not of a place in it: <c>AT0004 of Tests</c>.</summary>
    public async Task<IEnumerable<string>> ReportsAsync(Generation generation) =>
        !Has("test") ? []
            : (await Reports.OfAsync(
                generation.Compilation, ("AutoTraceEnabled", "false"), ("AutoTraceIsOffInTests", "true")))
                .Select(each => $"{each.Id} of {Name}");

    /// <summary>Without the generator; null if the project does not compile so.</summary>
    public byte[]? Compile(IEnumerable<MetadataReference> references)
    {
        Compilation source = Source(references);
        using MemoryStream assembly = new();
        return source.AddSyntaxTrees(OtherTrees(source)).Emit(assembly).Success ? assembly.ToArray() : null;
    }

    /// <summary>What the user wrote.</summary>
    public CSharpCompilation Source(IEnumerable<MetadataReference> references) =>
        TestCompilation.Create(Name, Has("library"), [.. Files]).AddReferences(references);

    private IEnumerable<SyntaxTree> OtherTrees(Compilation source) =>
        [.. Generated.Select(file => TestCompilation.Parse(WithLocations(file.Text, source), file.Path))];

    /// <summary>A name in braces stands for the place of its call, as interceptors are told it.</summary>
    private static string WithLocations(string text, Compilation source) =>
        LocationOf().Replace(text, match =>
        {
            (SemanticModel model, InvocationExpressionSyntax call) = source.SyntaxTrees
                .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
                    .Select(call => (source.GetSemanticModel(tree), call)))
                .First(each => Regex.IsMatch(each.call.Expression.ToString(), match.Groups["name"] + "$"));
            return model.GetInterceptableLocation(call)!.Data;
        });

    [GeneratedRegex("\\{(?<name>\\w+)\\}(?=\")")]
    private static partial Regex LocationOf();
}
