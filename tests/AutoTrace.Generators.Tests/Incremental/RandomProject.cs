using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.Incremental;

/// <summary>
/// A project of callers and of what they call, in which every place that matters to a call's meaning takes one of a
/// few texts. An edit gives one place another text, adds or removes a file, spoils a file or changes a reference.
/// </summary>
internal sealed class RandomProject
{
    private const int Places = 12;
    private const int Files = 8;

    private static readonly MetadataReference[] s_libraries = [.. Libraries()];

    private readonly Random _random;
    private readonly int[][] _choices = [.. Enumerable.Range(0, Files).Select(_ => new int[Places])];
    private MetadataReference? _library;

    public RandomProject(int seed)
    {
        _random = new Random(seed);
        foreach (int[] choices in _choices)
        {
            for (int place = 0; place < Places; place++)
            {
                choices[place] = _random.Next(12);
            }
        }

        Compilation = TestCompilation.Create("Project", isLibrary: true, [.. Enumerable.Range(0, Files).Select(Text)]);
    }

    public CSharpCompilation Compilation { get; private set; }

    /// <summary>The same project, of which no tree has been seen before.</summary>
    public CSharpCompilation Copy() => Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
        Compilation.SyntaxTrees.Select(tree => TestCompilation.Parse(tree.ToString(), tree.FilePath)));

    /// <summary>Says what it did.</summary>
    public string Edit()
    {
        // Half of the edits change what others call.
        int file = _random.Next(2) == 0 ? _random.Next(1, 3) : _random.Next(Files);
        string path = $"File{file + 1}.cs";
        SyntaxTree? tree = Compilation.SyntaxTrees.SingleOrDefault(tree => tree.FilePath == path);
        int kind = _random.Next(25);
        if (kind == 0)
        {
            return ChangeLibrary();
        }

        if (kind == 1 && tree is not null)
        {
            Compilation = Compilation.RemoveSyntaxTrees(tree);
            return "removed " + path;
        }

        if (kind == 2 && tree is not null)
        {
            string text = tree.ToString();
            int at = _random.Next(text.Length);
            Set(tree, path, text.Remove(at, Math.Min(text.Length - at, _random.Next(1, 8))));
            return "spoilt " + path;
        }

        int place = _random.Next(Places);
        _choices[file][place] = _random.Next(12);
        Set(tree, path, Text(file));
        return tree is null ? "added " + path : $"place {place} of {path}";
    }

    private void Set(SyntaxTree? tree, string path, string text)
    {
        SyntaxTree edited = TestCompilation.Parse(text, path);
        Compilation = tree is null ? Compilation.AddSyntaxTrees(edited) : Compilation.ReplaceSyntaxTree(tree, edited);
    }

    private string ChangeLibrary()
    {
        if (_library is not null)
        {
            Compilation = Compilation.RemoveReferences(_library);
        }

        int choice = _random.Next(s_libraries.Length + 1);
        _library = choice < s_libraries.Length ? s_libraries[choice] : null;
        if (_library is not null)
        {
            Compilation = Compilation.AddReferences(_library);
        }

        return $"library {choice}";
    }

    private string Text(int file) => file switch
    {
        0 => Of(file, 0, "global using Left;", "global using Right;", "") + "\n" +
            Of(file, 1, Rule("Left.*", ""), Rule("*.Get", "Right.*"), "", "", ""),
        1 => Declarations(file, "Left"),
        2 => Declarations(file, "Right"),
        _ => Caller(file),
    };

    private static string Rule(string include, string exclude) =>
        $"[assembly: AutoTrace.Traced(Include = \"{include}\", Exclude = \"{exclude}\")]";

    private string Declarations(int file, string space) => $$"""
        {{Of(file, 0, "#nullable disable", "#nullable enable")}}
        namespace {{space}};

        {{Of(file, 1, "[Traced]", "[Traced]", "[NoTrace]", "")}}
        public {{Of(file, 2, "", "sealed", "partial")}} class Orders
        {
            {{Of(file, 3, "[Traced]", "[Traced]", "[NoTrace]", "")}}
            public IEnumerable<int> {{Of(file, 4, "Get", "Get", "Load")}}({{Of(file, 5, "int id", "long id", "object id, int more = 0")}})
            {{Of(
                file,
                6,
                "=> new[] { 1 };",
                "=> default!;",
                "{ return new[] { 1, 2 }; }",
                "{ yield return 1; }",
                "{ yield return 2; }",
                "{ return All(); IEnumerable<int> All() { yield return 1; } }")}}

            [Traced(Name = "{{Of(file, 7, "same", "other")}}")]
            public static int Same({{Of(file, 8, "int", "string", "object?")}} a) => {{Of(file, 9, "1", "2")}};
            {{Of(file, 10, "", "public static int Same(object a) => 0;", "[Traced] private static int Same(byte a) => 0;")}}
        }

        public struct Cell(string text)
        {
            public int Length => {{Of(file, 11, "1", "text.Length")}};
        }

        public static class Pick
        {
            [Traced] public static int Of<T>(T value) where T : unmanaged => 1;
            public static int Of(object value) => 2;
        }
        """;

    private string Caller(int file) => $$"""
        {{Of(file, 0, "using Left;", "using Right;", "")}}
        {{Of(file, 1, "", "// moved\n")}}
        namespace App;

        public class Caller{{file}}
        {
            {{Of(file, 2, "[Traced]", "")}}
            public int Own(int x) => {{Of(file, 3, "x", "x + 1", "Own(x)")}};
            public int Field = {{Of(file, 4, "1", "Orders.Same(1)")}};

            public void Call(Caller{{(file * 2) % Files}} other)
            {
                {{Statement(file, 5)}}
                {{Statement(file, 6)}}
                {{Statement(file, 7)}}
            }

            public void CallLater() => Array.ForEach(new[] { 1 }, x =>
            {
                {{Statement(file, 8)}}
                {{Statement(file, 9)}}
            });

            {{Of(file, 10, "", "private static class Orders { [Traced] public static int Same(int a) => a; }", "")}}
        }
        """;

    private string Statement(int file, int place) => Of(
        file,
        place,
        "new Orders().Get(1);",
        "new Orders().Load(1);",
        "new Orders().Get(1);",
        "Orders.Same(1);",
        "Orders.Same(\"a\");",
        "_ = Pick.Of(new Cell(\"a\"));",
        "_ = Pick.Of(new Cell(\"a\"));",
        "Own(1);",
        "other.Own(2);",
        "Tool.Twice(1);",
        "Console.WriteLine();",
        "Orders.Same(Orders.Same(1));");

    private string Of(int file, int place, params string[] texts) => texts[_choices[file][place] % texts.Length];

    /// <summary>Libraries on disk and in the same editor; the last two differ by a body.</summary>
    private static IEnumerable<MetadataReference> Libraries()
    {
        yield return MetadataReference.CreateFromImage(Library("[Traced]", "=> new[] { 1 };").Emit());
        yield return MetadataReference.CreateFromImage(Library("", "=> new[] { 1 };").Emit());
        yield return Library("[Traced]", "=> new[] { 1 };").Compilation.ToMetadataReference();
        yield return Library("[Traced]", "{ yield return 1; }").Compilation.ToMetadataReference();
    }

    private static Generation Library(string attribute, string body) => Generation.Of(TestCompilation.Create(
        "Library",
        isLibrary: true,
        $"public static class Tool {{ {attribute} public static IEnumerable<int> Twice(int x) {body} }}"));
}
