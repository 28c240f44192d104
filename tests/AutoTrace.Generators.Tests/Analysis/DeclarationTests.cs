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
    public async Task AsyncVoidIsReported() => await ReportsAsync(
        "class C { [Traced] async void Fire() => await Task.Yield(); }", "AT1009 Warning Fire");

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
        "AT2003 Warning Annotate", "AT2003 Warning Annotate", "AT2003 Warning Annotate");

    [Fact]
    public async Task NamesThatXRayRefusesAreReported() => await ReportsAsync(
        """
        class C
        {
            [Traced(Name = "a<b>")] void M([Annotate("order-id")] int a, [Annotate("order_id")] int b) { }
            [Traced(Name = "Größe 1: a/b")] void N() { }
        }
        """,
        "AT2004 Warning Traced(Name = \"a<b>\")", "AT2004 Warning Annotate(\"order-id\")");

    [Fact]
    public async Task ASecretThatIsRecordedIsMentioned() => await ReportsAsync(
        "class C { [Traced] void M([Annotate] string password, [Annotate] string shipping, string token) { } }",
        "AT2005 Info password");

    private static async Task ReportsAsync(string file, params string[] expected) =>
        Assert.Equal(expected, await Reports.OfAsync(file));
}
