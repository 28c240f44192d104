using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.Analysis;

/// <summary>How loud the analyzers are.</summary>
public sealed class CoverageTests
{
    private const string Gaps = """
        class C
        {
            [Traced] int M() => 1;
            Func<int> N() => M;
            System.Linq.Expressions.Expression<Func<int>> O() => () => M();
        }
        [Traced] public class D { public int P() => 1; Func<int> Q() => P; }
        """;

    [Theory]
    [InlineData("", "Warning", "Info")]
    [InlineData("default", "Warning", "Info")]
    [InlineData("relaxed", "Info", "Info")]
    [InlineData("Strict", "Error", "Error")]
    public async Task CoverageDecidesSeverity(string coverage, string byName, string byType) => Assert.Equal(
        [$"AT1001 {byName} M", "AT1007 Info M", $"AT1001 {byType} P"],
        await Reports.OfAsync([("AutoTraceCoverage", coverage)], Gaps));

    [Fact]
    public async Task NothingIsReportedWhereTracingIsOff() =>
        Assert.Empty(await Reports.OfAsync([("AutoTraceEnabled", "false")], Gaps));

    [Fact]
    public async Task ATestProjectThatSaysNothingIsToldOnceThatItIsNotTraced()
    {
        CSharpCompilation tests = TestCompilation.Create("Shop.Tests", isLibrary: true, Gaps);
        Diagnostic report = Assert.Single(
            await Reports.OfAsync(tests, ("AutoTraceEnabled", "false"), ("AutoTraceIsOffInTests", "true")));
        Assert.Equal(("AT0004", DiagnosticSeverity.Info), (report.Id, report.Severity));
        Assert.Contains("'Shop.Tests' are not traced: set AutoTraceEnabled to true", report.GetMessage());
    }

    [Fact]
    public async Task GapsAreHiddenFromProjectsThatDidNotAskForAutoTrace() => Assert.All(
        await Reports.OfAsync([("AutoTraceIsTransitive", "true")], Gaps),
        report => Assert.Contains(" Hidden ", report));

    [Fact]
    public async Task WithoutInterceptorsEveryCallIsAnError()
    {
        CSharpCompilation source = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText("class C { [AutoTrace.Traced] int M() => 1; int N() => M(); }")],
            TestCompilation.Create("Other", isLibrary: true).References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Equal(["AT0002 Error M"], Reports.Show(await Reports.OfAsync(source)));
    }

    [Theory]
    [InlineData("partial class C { [Traced] public partial int M(int x); int MCore(long x) => 1; }", "MCore")]
    [InlineData("partial class C { [Traced(Body = \"N\")] public partial int M(int x); int MCore(int x) => 1; }", "N")]
    public async Task APartialMethodWithoutABodyIsAnErrorThatNamesTheBody(string text, string body)
    {
        Diagnostic report = Assert.Single(await Reports.OfAsync(Library(text)));
        Assert.Equal("AT2002", report.Id);
        Assert.Contains($" a method '{body}' ", report.GetMessage());
    }

    [Theory]
    [InlineData("file partial class C { [Traced] public partial void M(); void MCore() { } }", "AT2001 Error M")]
    [InlineData("class C { [Traced] public partial void M(); void MCore() { } }")]
    public async Task APartialMethodThatNoOtherFileCanCompleteIsNotToldToAddABody(string text, params string[] reports) =>
        Assert.Equal(reports, Reports.Show(await Reports.OfAsync(Library(text))));

    [Fact]
    public async Task AnOldLanguageIsAnErrorAtEveryTracedMethod()
    {
        const string Text = """
            partial class C
            {
                [AutoTrace.Traced] int M() => 1;
                [AutoTrace.Traced] public partial int N();
                int NCore() => M();
            }
            """;
        CSharpParseOptions old = TestCompilation.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp10);
        CSharpCompilation source = Library("")
            .RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(Text, old));
        IReadOnlyList<Diagnostic> reports = await Reports.OfAsync(source);
        Assert.Equal(["AT0003 Error M", "AT0003 Error N"], Reports.Show(reports));
        Assert.Contains("the project uses C# 10.0", reports[0].GetMessage());
    }

    [Fact]
    public async Task TracedUsesAreMarkedForThoseWhoLookForThem()
    {
        const string Text = """
            interface IAdd { int Add(); }
            partial class C : IAdd
            {
                [Traced] public int Add() => 1;
                [Traced] public partial int Take();
                private int TakeCore() => 2;
                Func<int> M(C c, IAdd add) => c.Add() + add.Add() > 2 ? c.Take : c.TakeCore;
            }
            """;
        IReadOnlyList<Diagnostic> marks =
            [.. (await Reports.OfAsync(Generation.Of(Library(Text)).Compilation)).Where(each => each.Id == "AT2006")];
        Assert.Equal(
            ["'C.Add' is traced here", "'IAdd.Add' is traced here, if the method of its receiver is", "'C.Take' is traced here"],
            marks.Select(mark => mark.GetMessage()));
        Assert.All(marks, mark => Assert.Equal(DiagnosticSeverity.Hidden, mark.Severity));
    }

    [Fact]
    public async Task MarksOfTracedUsesCanBeMadeVisible()
    {
        Compilation source = Generation.Of(Library("class C { [Traced] int M() => 1; int N() => M(); }")).Compilation;
        CSharpCompilationOptions options = (CSharpCompilationOptions)source.Options;
        Diagnostic mark = Assert.Single(await Reports.OfAsync(source.WithOptions(
            options.WithSpecificDiagnosticOptions([new("AT2006", ReportDiagnostic.Warn)]))));
        Assert.Equal(DiagnosticSeverity.Warning, mark.Severity);
    }

    [Fact]
    public async Task CallsInOtherGeneratorsOutputAreReportedAtTheirMappedPlace()
    {
        Generation generation = Generation.Of(TestCompilation.Create(
            "Library", isLibrary: true, "public class C { [Traced] public int M() => 1; }"));
        SyntaxTree view = TestCompilation.Parse(
            """
            // <auto-generated/>
            class View
            {
                int Render(C c) =>
            #line 7 "Index.razor"
                    c.M();
            }
            """,
            "Views/Views.ViewGenerator/Index.g.cs");
        Diagnostic report = Assert.Single(await Reports.OfAsync(generation.Compilation.AddSyntaxTrees(view)));
        Assert.Equal("AT1003", report.Id);
        Assert.Equal("Index.razor", report.Location.GetMappedLineSpan().Path);
    }

    private static CSharpCompilation Library(string text) =>
        TestCompilation.Create("Library", isLibrary: true, text);

    [Fact]
    public async Task CheckedInCodeThatLooksGeneratedIsTracedAndNotReported() => Assert.Empty(await Reports.OfAsync(
        "// <auto-generated/>\nclass C { [Traced] int M() => 1; int N() => M(); }"));
}
