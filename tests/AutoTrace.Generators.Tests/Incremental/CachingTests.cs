using System.Collections;
using System.Runtime.CompilerServices;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.Incremental;

/// <summary>What an edit redoes: in an editor the generator runs at every key.</summary>
public sealed class CachingTests
{
    private static readonly string[] s_files =
    [
        """
        namespace Shop;
        public partial class Orders
        {
            [Traced] public int Get(int id) => id;
            [Traced] public partial int Wrapped();
            private int WrappedCore() => 1;
            [Traced] public partial int Property { get; }
            private int PropertyCore => 1;
        }
        """,
        "class A { int M() => new Shop.Orders().Get(1); }",
        "class B { int M() => new Shop.Orders().Get(2); }",
        "class Unrelated { void M() { } }",
    ];

    [Fact]
    public void EditOfAFileWithoutTracedCallsRedoesNothing()
    {
        GeneratorRunResult second = RunTwice(3, "class Unrelated { void M() { System.Console.WriteLine(); } int N; }");

        Assert.Empty(RedoneOutputs(second));
        Assert.All(
            Reasons(second),
            reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    [Fact]
    public void EditOfACallerRewritesTheInterceptorsAlone()
    {
        GeneratorRunResult second = RunTwice(1, "// moved\nclass A { int M() => new Shop.Orders().Get(1); }");

        Assert.Equal(["Calls.g"], RedoneOutputs(second));
    }

    [Fact]
    public void EditOfATracedBodyRedoesNothingElsewhere()
    {
        string edited = s_files[0].Replace("=> id", "=> id + 1", StringComparison.Ordinal)
            .Replace("=> 1", "=> 2", StringComparison.Ordinal);
        GeneratorRunResult second = RunTwice(0, edited);

        Assert.Empty(RedoneOutputs(second));
    }

    [Theory]
    [InlineData("=> id", "=> id + Other(); static int Other() => Task.Run(() => 1).Result")]
    [InlineData("=> 1", "=> Task.Run(() => 1).Result")]
    public void EditThatSpoilsAProofRewritesTheProofsOfItsFileAlone(string body, string edited)
    {
        string[] files = [.. s_files];
        GeneratorRunResult second = RunTwice(files, 0, files[0].Replace(body, edited, StringComparison.Ordinal));

        Assert.Equal(["Proofs.File1"], RedoneOutputs(second));
    }

    [Theory]
    [InlineData("[Traced] public long Get")]
    [InlineData("[Traced] [return: Annotate] public int Get")]
    public void EditOfATracedSignatureRewritesItsWrapperAndItsCallers(string edited)
    {
        GeneratorRunResult second = RunTwice(
            0, s_files[0].Replace("[Traced] public int Get", edited, StringComparison.Ordinal));

        Assert.Equal(["Calls.g", "Wrappers.Orders"], RedoneOutputs(second));
    }

    [Fact]
    public void NewAttributeIsSeenEverywhere()
    {
        string[] files = [.. s_files];
        files[0] = "namespace Shop; public class Orders { public int Get(int id) => id; }";
        GeneratorRunResult second = RunTwice(files, 0, s_files[0]);

        Assert.Equal(6, second.GeneratedSources.Length);
    }

    [Theory]
    [InlineData(3, "class Unrelated { void M() { System.Console.WriteLine(); } }", "")]
    [InlineData(1, "class A { int M() => new Shop.Orders().Get(3); }", "Calls.g")]
    [InlineData(0, "namespace Shop; public class Orders { public int Get(int id) => id + 2; public int None() => 1; }", "")]
    [InlineData(
        0,
        "namespace Shop; public class Orders { public int Get(int id) => id; public int None() => 1; }",
        "TracedAssembly.g Proofs.File1 Wrappers.Orders")]
    [InlineData(
        0,
        "namespace Shop; public class Orders { public int Get(int id) => id + 1; public int None() => 1 + 1; }",
        "TracedAssembly.g Calls.g Proofs.File1 Wrappers.Orders")]
    public void UnderARuleAnEditRedoesNoMoreThanItChanges(int edited, string text, string redone)
    {
        string[] files =
        [
            "namespace Shop; public class Orders { public int Get(int id) => id + 1; public int None() => 1; }",
            "class A { int M() => new Shop.Orders().Get(1); }",
            "class B { int M() => new Shop.Orders().None(); }",
            "class Unrelated { void M() { } }",
            "[assembly: Traced(Include = \"Shop.*\")]",
        ];

        Assert.Equal(
            redone.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), RedoneOutputs(RunTwice(files, edited, text)));
    }

    private static GeneratorRunResult RunTwice(int edited, string text) => RunTwice(s_files, edited, text);

    private static GeneratorRunResult RunTwice(string[] files, int edited, string text)
    {
        CSharpCompilation first = TestCompilation.Create("P", isLibrary: true, files);
        SyntaxTree old = first.SyntaxTrees[edited];
        GeneratorDriver driver = Generation.Driver().RunGenerators(first);
        driver = driver.RunGenerators(first.ReplaceSyntaxTree(old, TestCompilation.Parse(text, old.FilePath)));
        return driver.GetRunResult().Results.Single();
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result) =>
        from step in typeof(TrackingNames).GetFields()
        from run in result.TrackedSteps[(string)step.GetValue(null)!]
        from output in run.Outputs
        select output.Reason;

    /// <summary>The first two words of the names of files that were written again.</summary>
    private static IEnumerable<string> RedoneOutputs(GeneratorRunResult result) =>
        from step in result.TrackedOutputSteps.SelectMany(steps => steps.Value)
        from output in step.Outputs
        where output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)
        from name in Names(output.Value)
        orderby name
        select name;

    private static IEnumerable<string> Names(object output)
    {
        IEnumerable sources = (IEnumerable)((ITuple)output)[0]!;
        return sources.Cast<object>()
            .Select(source => (string)source.GetType().GetProperty("HintName")!.GetValue(source)!)
            .Select(name => string.Join('.', name.Split('.', '_').Take(2)));
    }
}
