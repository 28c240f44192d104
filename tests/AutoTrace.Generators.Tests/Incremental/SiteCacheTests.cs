using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Model;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.Incremental;

/// <summary>Which files an edit makes the generator bind again: those whose calls are new objects.</summary>
public sealed class SiteCacheTests
{
    private static readonly string[] s_files =
    [
        """
        namespace Shop;
        public class Orders
        {
            [Traced] public IEnumerable<int> Get(int id) { return new[] { id }; }
            public int Count { get { return 1; } set { } }
        }
        public struct Cell(string text) { public int Length => 1; }
        """,
        "class A { object M() => new Shop.Orders().Get(1); }",
        "class B { object M() => new Shop.Orders().Get(2); }",
    ];

    [Theory]
    [InlineData(1, "Get(1)", "Get(1 + 1)", "A")]
    [InlineData(1, "class A", "/* moved */ class A", "A")]
    [InlineData(0, "new[] { id }", "new[] { id, 2 }", "")]
    [InlineData(0, "return 1", "return 2", "")]
    [InlineData(0, "set { }", "set { Get(value); }", "Orders")]
    public void EditOfABodyBindsItsFileAlone(int file, string old, string text, string bound) =>
        Assert.Equal(bound.Length == 0 ? [] : [bound], BoundByEdit(file, old, text));

    [Theory]
    [InlineData("int id", "long id")]
    [InlineData("[Traced] ", "[Traced(Name = \"x\")] ")]
    [InlineData("{ return 1; }", ";")]
    [InlineData("namespace Shop;", "using System.Text; namespace Shop;")]
    [InlineData("return 1", "\n#nullable disable\nreturn 1")]
    [InlineData("Length => 1", "Length => text.Length")]
    public void EditOfADeclarationBindsEveryFile(string old, string text) =>
        Assert.Equal(["A", "B"], BoundByEdit(0, old, text));

    [Fact]
    public void ABodyThatBecomesAnIteratorIsSeenByItsCallers()
    {
        CSharpCompilation project = Project();
        IEnumerable<SourceFileSites> before = Find(project);
        IEnumerable<SourceFileSites> after = Find(Edit(project, 0, "return new[] { id }", "yield return id"));

        // A traced iterator is another kind of method, however it is wrapped.
        Assert.NotEqual(before, after);
    }

    [Theory]
    [InlineData("=> 1 + 1", "=> 1 + 2", "Orders")]
    [InlineData("=> 1 + 1", "=> 1", "Orders A B")]
    [InlineData("=> 7", "{ return 8; }", "Orders")]
    [InlineData("=> 7", "=> 7 + 1", "Orders A B")]
    public void UnderARuleEveryFileIsBoundAgainOnlyWhereABodyBecomesTrivialOrCeasesToBe(
        string old, string text, string bound)
    {
        CSharpCompilation project = TestCompilation.Create(
            "P",
            isLibrary: true,
            """
            [assembly: Traced(Include = "Shop.*")]
            namespace Shop
            {
                public class Orders { public int Get() => 1 + 1; public int Count() => 7; int M() => Get(); [Traced] int N() => N(); }
            }
            """,
            "class A { object M(Shop.Orders x) => x.Get() + x.Count(); [Traced] void N() => N(); }",
            "class B { object M(Shop.Orders x) => x.Get() + x.Count(); [Traced] void N() => N(); }");

        Assert.Equal(bound.Split(' '), Bound(project, Edit(project, 0, old, text), "Get", "Count", "N"));
    }

    [Fact]
    public void OtherNamesAreLookedUpAgain()
    {
        CSharpCompilation project = TestCompilation.Create(
            "P", isLibrary: true, "class A { [Traced] void M() { } [Traced] void N() { M(); N(); } }");

        Assert.Equal([1, 2], [Find(project, "M").Single().Sites.Count, Find(project, "M", "N").Single().Sites.Count]);
    }

    [Fact]
    public void OtherOptionsBindEveryFile()
    {
        CSharpCompilation project = Project();
        Assert.Equal(["A", "B"], Bound(project, project.WithOptions(project.Options.WithAllowUnsafe(false))));
        Assert.Equal(["A", "B"], Bound(project, project.RemoveReferences(project.References.Last())));
        Assert.Equal(["A", "B"], Bound(project, project.WithAssemblyName("Other")));
    }

    private static List<string> BoundByEdit(int file, string old, string text)
    {
        CSharpCompilation project = Project();
        return Bound(project, Edit(project, file, old, text));
    }

    private static List<string> Bound(CSharpCompilation first, CSharpCompilation second) => Bound(first, second, "Get");

    private static List<string> Bound(CSharpCompilation first, CSharpCompilation second, params string[] names)
    {
        HashSet<CallSite> known = new(
            Find(first, names).SelectMany(file => file.Sites), ReferenceEqualityComparer.Instance);
        return [.. Find(second, names).Where(file => !file.Sites.Any(known.Contains)).Select(Name)];
    }

    private static IEnumerable<SourceFileSites> Find(CSharpCompilation compilation) => Find(compilation, "Get");

    private static IEnumerable<SourceFileSites> Find(CSharpCompilation compilation, params string[] names) =>
        Generators.Discovery.CallSites.Find(
            compilation,
            names.ToEquatableArray(),
            new Settings(IsEnabled: true, CanWrite: true, CanIntercept: true, Level.Verbose, ProjectDirectory: ""),
            CancellationToken.None);

    private static string Name(SourceFileSites file) => file.SourceName switch
    {
        "File1.cs" => "Orders",
        "File2.cs" => "A",
        _ => "B",
    };

    private static CSharpCompilation Project() => TestCompilation.Create("P", isLibrary: true, s_files);

    private static CSharpCompilation Edit(CSharpCompilation project, int file, string old, string text)
    {
        SyntaxTree tree = project.SyntaxTrees[file];
        string edited = tree.ToString().Replace(old, text, StringComparison.Ordinal);
        Assert.NotEqual(tree.ToString(), edited);
        return project.ReplaceSyntaxTree(tree, TestCompilation.Parse(edited, tree.FilePath));
    }
}
