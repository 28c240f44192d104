using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Analysis;

/// <summary>What is wrong with a traced method is reported where it is declared.</summary>
public sealed class DeclarationTests
{
    [Fact]
    public async Task WhatTheFrameworkCallsIsReported() => await ReportsAsync(
        """
        class A : IDisposable { [Traced] public void Dispose() { } }
        class B : IComparer<int> { [Traced] int IComparer<int>.Compare(int x, int y) => x; }
        class C { [Traced] public override string ToString() => ""; }
        class FactAttribute : Attribute;
        class D { [Traced, Fact] public void Test() { } }
        """,
        "AT1004 Warning Dispose", "AT1004 Warning Compare", "AT1004 Warning ToString", "AT1004 Warning Test");

    [Fact]
    public async Task WhatATypePutsBehindAFrameworksInterfaceByInheritanceIsReportedThere() => await ReportsAsync(
        """
        class Base { [Traced] public void Dispose() { } [Traced] public int CompareTo(int other) => other; }
        class Disposable : Base, IDisposable;
        class Below : Disposable;
        class Again : Disposable, IDisposable, IComparable<int>;
        class Own : Base, IDisposable { public new void Dispose() { } }
        partial class Wrapped { [Traced] public partial void Dispose(); private void DisposeCore() { } }
        class Derived : Wrapped, IDisposable;
        interface IOwn { void Dispose(); }
        class Seen : Base, IOwn;
        """,
        "AT1004 Warning Disposable", "AT1004 Warning Again");

    [Fact]
    public async Task AnOverrideOfAWrappedMethodIsInformationAndAnInterfaceOfOnesOwnIsNone() => await ReportsAsync(
        """
        interface IStock { void Add(); [Traced] void Take(); }
        class Stock : IStock { [Traced] public void Add() { } [Traced] public void Take() { } }
        partial class Base
        {
            [Traced] public virtual partial void Run();
            private void RunCore() { }
        }
        class Derived : Base { [Traced] public override void Run() { } }
        """,
        "AT1005 Info Run");

    [Fact]
    public async Task AnInternalImplementationOfALibrarysInterfaceIsInformation() => await ReportsAsync(
        """
        public interface IStock { void Add(); }
        internal class Stock : IStock { [Traced] public void Add() { } }
        public class Shelf : IStock { [Traced] public void Add() { } }
        """,
        "AT1005 Info Add");

    [Fact]
    public async Task ATypeThatDoesNotTellWhichMethodIsCalledIsReported() => await ReportsAsync(
        """
        interface IOf<T> { void Take(T value); }
        class Twice : IOf<int>, IOf<string>
        {
            [Traced] public void Take(int value) { }
            public void Take(string value) { }
        }
        class Both : IOf<int>, IOf<string>
        {
            [Traced] public void Take(int value) { }
            [Traced] public void Take(string value) { }
        }
        """,
        "AT1016 Warning Take");

    /// <summary>Called through the interface, the override's base call is taken for the call of the override.</summary>
    [Fact]
    public async Task ABaseCallInATypeThatOtherProjectsCannotTestForIsReported() => await ReportsAsync(
        """
        public interface IStock { [Traced] void Add(); }
        public partial class Shelf : IStock
        {
            [Traced] public virtual partial void Add();
            private void AddCore() { }
        }
        internal class Calls : Shelf { public override void Add() => base.Add(); }
        internal class Quiet : Shelf { [NoTrace] public override void Add() { base.Add(); } }
        internal class Apart : Shelf { public override void Add() { } }
        internal partial class Wrapped : Shelf
        {
            [Traced] public override partial void Add();
            private void AddCore() => base.Add();
        }
        public class Known : Shelf { public override void Add() => base.Add(); }
        """,
        "AT1005 Info Add", "AT1016 Warning Add", "AT1016 Info Add", "AT1005 Info Add", "AT1005 Info Add");

    [Fact]
    public async Task ABodyThatIsVirtualIsReportedUnlessItIsNamed() => await ReportsAsync(
        """
        partial class C : IAsyncDisposable
        {
            [Traced] public partial ValueTask DisposeAsync();
            protected virtual ValueTask DisposeAsyncCore() => default;
            [Traced(Body = nameof(RunCore))] public partial void Run();
            protected virtual void RunCore() { }
        }
        class D : C
        {
            protected override async ValueTask DisposeAsyncCore() => await base.DisposeAsyncCore();
        }
        """,
        "AT2007 Warning DisposeAsync");

    [Fact]
    public async Task ACallOfABodyPastItsTraceIsReported() => await ReportsAsync(
        """
        partial class C
        {
            [Traced] public partial int Add(int x);
            private int AddCore(int x) => x == 0 ? 0 : AddCore(x - 1);
            [Traced(Body = nameof(Take_))] public partial int Take(int x);
            private int Take_(int x) => x;
            int M() => AddCore(1) + Take_(2) + Add(3);
            Func<int, int> N() => AddCore;
            int O() => new Other().AddCore(1);
        }
        class Other { public int Add(int x) => x; public int AddCore(int x) => x; }
        """,
        "AT2007 Warning AddCore", "AT2007 Warning AddCore");

    [Fact]
    public async Task AsyncVoidIsReported() => await ReportsAsync(
        """
        partial class C
        {
            [Traced] async void Fire() => await Task.Yield();
            [Traced] public partial void Shoot();
            async void ShootCore() => await Task.Yield();
        }
        """,
        "AT1009 Warning Fire", "AT1009 Warning Shoot");

    [Fact]
    public async Task VisibleMethodsAreInformationInPackableProjectsOnly()
    {
        const string File = "public class C { [Traced] public void M() { } [Traced] internal void N() { } }";
        await ReportsAsync(File);
        Assert.Equal(["AT1010 Info M"], await Reports.OfAsync([("IsPackable", "true")], File));
        Assert.Equal(
            ["AT1010 Warning M"],
            await Reports.OfAsync([("IsPackable", "true"), ("AutoTraceCoverage", "strict")], File));
    }

    [Fact]
    public async Task WhatCannotBeTracedIsAnError() => await ReportsAsync(
        """
        class C
        {
            [Traced] public static C operator +(C a, C b) => a;
            [Traced] ~C() { }
            int P { [Traced] get => 1; }
            void M()
            {
                [Traced] void Local() { }
                Local();
                Action lambda = [Traced] () => { };
                lambda();
            }
        }
        """,
        "AT2001 Error +", "AT2001 Error C", "AT2001 Error get", "AT2001 Error Local", "AT2001 Error [Traced] () => { }");

    [Fact]
    public async Task AnnotateThatRecordsNothingIsReported() => await ReportsAsync(
        """
        class C
        {
            [Traced] void M([Annotate] object value, [Annotate] int fine, [Annotate] out int result) =>
                result = fine;
            void N([Annotate] int value) { }
        }
        """,
        "AT2009 Error Annotate", "AT2009 Error Annotate", "AT2003 Warning Annotate");

    [Fact]
    public async Task NamesThatXRayRefusesAreReported() => await ReportsAsync(
        """
        class C
        {
            [Traced(Name = "a<b>")] void M([Annotate("order-id")] int a, [Annotate("order_id")] int b) { }
            [Traced(Name = "Größe 1: a/b")] void N() { }
        }
        """,
        "AT2004 Error Traced(Name = \"a<b>\")", "AT2004 Error Annotate(\"order-id\")");

    [Fact]
    public async Task ASecretThatIsRecordedIsMentioned() => await ReportsAsync(
        "class C { [Traced] void M([Annotate] string password, [Annotate] string shipping, string token) { } }",
        "AT2005 Info password");

    private static async Task ReportsAsync(string file, params string[] expected) =>
        Assert.Equal(expected, await Reports.OfAsync(file));
}
