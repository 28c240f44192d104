using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Tests.Analysis;

/// <summary>
/// What a message ends with can be done: it compiles, and the gap is closed. Where that is to make a method partial,
/// <see cref="CodeFixes.CorpusAdviceTests"/> does it.
/// </summary>
public sealed class RemedyTests
{
    /// <summary>For each kind of member: the report and its remedy, and the change as a diff.</summary>
    private const string Table = """
        # an explicit implementation
        AT1004: move [Traced] and the body to a method that it calls
        class C : IComparer<int>
        {
        -    [Traced] int IComparer<int>.Compare(int a, int b) => a - b;
        +    int IComparer<int>.Compare(int a, int b) => Compare(a, b);
        +    [Traced] static int Compare(int a, int b) => a - b;
        }

        # a method of a file-local type
        AT1004: move [Traced] and the body to a method of another type
        -file class C : IDisposable { [Traced] public void Dispose() { } }
        +file class C : IDisposable { public void Dispose() => D.Close(); }
        +class D { [Traced] public static void Close() { } }

        # an explicit implementation of one of two interfaces
        AT1016: put [Traced] there too
        -interface I<T> { void M(T x); }
        +interface I<T> { [Traced] void M(T x); }
        class C : I<int>, I<long>
        {
            [Traced] void I<int>.M(int x) { }
            void I<long>.M(long x) { }
        }

        # an internal explicit implementation
        AT1005: put [Traced] there too
        -public interface I { void M(); }
        +public interface I { [Traced] void M(); }
        class C : I { [Traced] void I.M() { } }

        # an explicit implementation beside a wrapped default
        AT1005: move [Traced] and the body to a method that it calls
        partial interface I
        {
            [Traced] public virtual partial void M();
            private void MCore() { }
        }
        -class C : I { [Traced] void I.M() { } }
        +class C : I { void I.M() => Run(); [Traced] void Run() { } }

        # an override of a wrapped method
        AT1005: make the method partial
        partial class B
        {
            [Traced] public virtual partial void M();
            private void MCore() { }
        }
        -class C : B { [Traced] public override void M() { } }
        +partial class C : B { [Traced] public override partial void M(); private void MCore() { } }

        # a delegate to a member of an extension block
        AT1001: use a lambda or a method that calls it
        static class C
        {
            extension(string s) { [Traced] public int M() => s.Length; }
        -    static Func<int> N(string s) => s.M;
        +    static Func<int> N(string s) => () => s.M();
        }

        # a pointer to a method that has two parts already
        AT1001: use a lambda or a method that calls it
        static unsafe partial class C
        {
            [Traced] public static partial int M();
            public static partial int M() => 1;
        -    static delegate*<int> N() => &M;
        +    static delegate*<int> N() => &Call;
        +    static int Call() => M();
        }

        # a delegate to an abstract method
        AT1001: use a lambda or a method that calls it
        abstract class C
        {
            [Traced] public abstract void M();
        -    Action N() => M;
        +    Action N() => () => M();
        }

        # a delegate to an external method
        AT1001: use a lambda or a method that calls it
        class C
        {
            [Traced, System.Runtime.InteropServices.DllImport("c")] static extern int getpid();
        -    Func<int> N() => getpid;
        +    Func<int> N() => () => getpid();
        }

        # a dynamic argument of a member of an extension block
        AT1002: cast to its types
        static class C
        {
            extension(string s) { [Traced] public static int M(int x) => x; }
        -    static int N(dynamic d) => C.M(d);
        +    static int N(dynamic d) => C.M((int)d);
        }

        # a dynamic receiver
        AT1002: cast to its types
        class C
        {
            [Traced] public void M() { }
        -    void N(dynamic d) => d.M();
        +    void N(dynamic d) => ((C)d).M();
        }

        # a base call
        AT1006: make the method partial, or make the calling type partial
        class B { [Traced] public virtual void M() { } }
        -class C : B { [NoTrace] public override void M() => base.M(); }
        +partial class C : B { [NoTrace] public override void M() => base.M(); }

        # a base call in a type that no other part helps
        AT1006: make the method partial, or call a method that is not virtual
        -class B { [Traced] public virtual void M() { } }
        -class C<T> : B { [NoTrace] public override void M() => base.M(); }
        +class B { public virtual void M() => Run(); [Traced] protected void Run() { } }
        +class C<T> : B { public override void M() => Run(); }

        # an abstract method in an expression tree
        AT1007: and not traced if that is compiled
        interface I { [Traced] int M(); }
        -class C { System.Linq.Expressions.Expression<Func<I, int>> N() => i => i.M(); }
        +class C { Func<I, int> N() => i => i.M(); }

        # a member of an extension block with a private type
        AT1008: give it types that other files can name
        static class C
        {
        -    private class R;
        +    internal class R;
            extension(string s) { [Traced] private void M(R r) { } }
            static void N(string s) => s.M(new R());
        }

        # an async void member of an extension block
        AT1009: return Task, or call a method that does
        static class C
        {
            extension(string s)
            {
        -        [Traced] public async void M() => await Task.Yield();
        +        public async void M() => await s.N();
        +        [Traced] public async Task N() => await Task.Yield();
            }
        }

        # a public member of an extension block
        AT1010: move [Traced] and the body to a method that it calls
        public static class C
        {
        -    extension(string s) { [Traced] public int M() => s.Length; }
        +    extension(string s) { public int M() => Run(s); }
        +    [Traced] private static int Run(string s) => s.Length;
        }

        # an enumerator of an extension block
        AT1011: call it yourself
        static class C
        {
            extension(int n) { [Traced] public IEnumerator<int> GetEnumerator() { yield return n; } }
            static void N()
            {
        -        foreach (int i in 3) { }
        +        using IEnumerator<int> all = 3.GetEnumerator();
        +        while (all.MoveNext()) { }
            }
        }

        # a receiver that may be a struct
        AT1012: constrain the type parameter to class
        interface I { [Traced] void M(); }
        -class C { void N<T>(T t) where T : I => t.M(); }
        +class C { void N<T>(T t) where T : class, I => t.M(); }

        # a private method of an interface
        AT1014: make the method partial, or make it internal
        -interface I { [Traced] private void M() { } void N() => M(); }
        +interface I { [Traced] internal void M() { } void N() => M(); }

        # a static abstract member
        AT1015: declare its interface as I<TSelf> where TSelf : I<TSelf>
        -interface I { [Traced] static abstract void M(); }
        -class C { void N<T>() where T : I => T.M(); }
        +interface I<TSelf> where TSelf : I<TSelf> { [Traced] static abstract void M(); }
        +class C { void N<T>() where T : I<T> => T.M(); }

        # a static abstract member and its implementation
        AT1015: move [Traced] to implementations that are partial, or declare its interface as I<TSelf> where TSelf : I<TSelf>
        -interface I { [Traced] static abstract void M(); }
        -class D : I { public static void M() { } }
        +interface I { static abstract void M(); }
        +partial class D : I { [Traced] public static partial void M(); private static void MCore() { } }
        class C { void N<T>() where T : I => T.M(); }

        # a static abstract member that is implemented explicitly
        AT1015: put [Traced] on it and declare its interface as I<TSelf> where TSelf : I<TSelf>
        -interface I { static abstract void M(); }
        -class D : I { [Traced] static void I.M() { } }
        -class C { void N<T>() where T : I => T.M(); }
        +interface I<TSelf> where TSelf : I<TSelf> { [Traced] static abstract void M(); }
        +class D : I<D> { static void I<D>.M() { } }
        +class C { void N<T>() where T : I<T> => T.M(); }

        # a property
        AT1017: make it partial, around a property 'PCore'
        -class C { [Traced] public int P => 1; }
        +partial class C { [Traced] public partial int P { get; } private int PCore => 1; }

        # a property of an extension block
        AT1017: move [Traced] to a method that it calls
        static class C
        {
        -    extension(string s) { [Traced] public int P => s.Length; }
        +    extension(string s) { public int P => s.M(); [Traced] public int M() => s.Length; }
        }

        # an explicit property
        AT1017: move [Traced] to a method that it calls
        interface I { int P { get; } }
        -class C : I { [Traced] int I.P => 1; }
        +class C : I { int I.P => M(); [Traced] int M() => 1; }

        # a property of an interface
        AT1017: move [Traced] to a method that it calls
        -interface I { [Traced] int P => 1; }
        +interface I { int P => M(); [Traced] int M() => 1; }

        # a constructor
        AT1017: make it partial, around a method 'CCore'
        -class C { [Traced] public C() { } }
        +partial class C { [Traced] public partial C(); private void CCore() { } }

        # a primary constructor
        AT1017: move [Traced] to a method that it calls
        -[method: Traced] class C(int x) { public int X = x; }
        +class C(int x) { public int X = M(x); [Traced] static int M(int x) => x; }
        """;

    public static TheoryData<string> Members => new(Rows().Select(row => row[0]));

    [Theory]
    [MemberData(nameof(Members))]
    public async Task WhatTheMessageSaysClosesTheGap(string member)
    {
        string[] row = Rows().Single(row => row[0] == member);
        string[] report = row[1].Split(": ", 2);

        Diagnostic before = Assert.Single(await GapsAsync(Lines(row, other: '+')));
        Assert.Equal(report[0], before.Id);
        Assert.EndsWith(report[1], before.GetMessage());
        Assert.Empty(await GapsAsync(Lines(row, other: '-')));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12, "[Traced] public int P => 1;", "move [Traced] to a method that it calls")]
    [InlineData(LanguageVersion.CSharp13, "[Traced] public int P => 1;", "make it partial, around a property 'PCore'")]
    [InlineData(LanguageVersion.CSharp13, "[Traced] public C() { }", "move [Traced] to a method that it calls")]
    public async Task PartialIsAdvisedFromTheVersionOnThatHasIt(LanguageVersion version, string member, string remedy)
    {
        CSharpParseOptions options = TestCompilation.ParseOptions.WithLanguageVersion(version);
        CSharpCompilation source = TestCompilation.Create("Library", isLibrary: true, "");
        SyntaxTree tree = CSharpSyntaxTree.ParseText("using AutoTrace; class C { " + member + " }", options);
        Diagnostic report = Assert.Single(
            await Reports.OfAsync(source.RemoveAllSyntaxTrees().AddSyntaxTrees(tree)));
        Assert.EndsWith(remedy, report.GetMessage());
    }

    [Theory]
    [InlineData("class C { [Traced] public static int M() => 1; }",
        "make the method partial, or call it in a file of your own")]
    [InlineData(
        "static class C { extension(string) { [Traced] public static int M() => 1; } }", "call it in a file of your own")]
    public async Task ACallInAnotherGeneratorsOutputIsAdvisedByWhatItCalls(string file, string remedy)
    {
        string call = file.Contains("extension", StringComparison.Ordinal) ? "string.M()" : "C.M()";
        SyntaxTree view = TestCompilation.Parse($"class View {{ int N() => {call}; }}", "Views/Views.ViewGenerator/View.g.cs");
        Generation generation = Generation.Of(TestCompilation.Create("Library", isLibrary: true, file)).With([view]);
        Diagnostic report = Assert.Single(
            await Reports.OfAsync(generation.Compilation), report => report.Id == "AT1003");
        Assert.EndsWith("not traced: " + remedy, report.GetMessage());
    }

    private static IEnumerable<string[]> Rows() => Table.Split("# ", StringSplitOptions.RemoveEmptyEntries)
        .Select(row => row.TrimEnd().Split('\n'));

    /// <summary>Before or after the change.</summary>
    private static string Lines(string[] row, char other) => string.Join(
        '\n', row.Skip(2).Where(line => !line.StartsWith(other)).Select(line => line.TrimStart('-', '+')));

    private static async Task<IReadOnlyList<Diagnostic>> GapsAsync(string file)
    {
        Generation generation = Generation.Of(TestCompilation.Create("Library", isLibrary: true, file));
        generation.Emit();
        return [.. (await Reports.OfAsync(generation.Compilation, ("IsPackable", "true")))
            .Where(report => report.Id.StartsWith("AT1", StringComparison.Ordinal))];
    }
}
