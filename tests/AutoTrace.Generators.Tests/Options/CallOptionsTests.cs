using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Options;

/// <summary>What <c>[Traced]</c> says beside that a method is traced.</summary>
public sealed class CallOptionsTests
{
    [Fact]
    public async Task NamesMayNameTheirTypeAndMethod()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            new Shop.Orders().Get(); new Shop.Orders().Put(); new Shop.Body().Run(); ((Shop.IStock)new Shop.Body()).Take();

            namespace Shop
            {
                [Traced(Name = "orders/{method}")]
                class Orders
                {
                    public void Get() { }
                    [Traced(Name = "{method} of {type} - {method}")] public void Put() { }
                }

                interface IStock { void Take(); }
                partial class Body : IStock
                {
                    [Traced(Name = "{type}:{method}")] public partial void Run();
                    private void RunCore() { }
                    [Traced(Name = "{type}:{method}")] void IStock.Take() { }
                }
            }
            """);

        Assert.Equal(["orders/Get", "Put of Orders - Put", "Body:Run", "Body:Take"], program.Subsegments);
    }

    [Fact]
    public async Task EachOptionComesFromTheNearestAttributeThatSetsIt()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            new Base().M(); new Derived().M(); new Other().M(); new Typed().M();

            [Traced(Namespace = SubsegmentNamespace.Remote)]
            class Base { [Traced(Name = "base")] public virtual void M() { } }
            class Derived : Base { public override void M() { } }
            class Other : Base { [Traced(Namespace = SubsegmentNamespace.Local)] public override void M() { } }
            [Traced(Namespace = SubsegmentNamespace.Aws)] class Typed : Base { public override void M() { } }
            """);

        Assert.Equal("base [remote]\nbase [remote]\nbase\nbase [aws]", program.Trace);
    }

    [Fact]
    public async Task OptionsWorkOnEveryKindOfWrapper()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            IStock stock = new Stock();
            stock.Take();
            foreach (int item in Items()) { }
            new Body().Run();
            Quick();

            partial class Program
            {
                [Traced(Namespace = SubsegmentNamespace.Remote)] static IEnumerable<int> Items() { yield return 1; }
                [Traced(MinimumMilliseconds = 60_000)] static void Quick() => Step();
                [Traced] static void Step() { }
            }

            interface IStock { void Take(); }
            class Stock : IStock { [Traced(Namespace = SubsegmentNamespace.Aws)] public void Take() { } }
            partial class Body
            {
                [Traced(Namespace = SubsegmentNamespace.Remote)] public partial void Run();
                private void RunCore() { }
            }
            """);

        Assert.Equal(
            "Stock.Take [aws]\nProgram.Items [remote]\nBody.Run [remote]\nProgram.Step", program.Trace);
    }

    [Fact]
    public async Task ACallMayOpenASegment()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            await P.JobAsync();

            static class P
            {
                [Traced(NewSegment = true, Name = "job")] public static async Task JobAsync() { await Task.Yield(); Step(); }
                [Traced] public static void Step() { }
            }
            """);

        Assert.Equal("job [segment]\n  P.Step", program.Trace);
    }

    [Theory]
    [InlineData("", "P.Verbose\n  P.Normal\n    P.Essential\nBody.Run\nStock.Take\nQuiet.Take")]
    [InlineData("normal", "P.Normal\n  P.Essential\nStock.Take")]
    [InlineData("Essential", "P.Essential")]
    public async Task MethodsBelowTheProjectsMinimumLevelAreNotWrapped(string minimumLevel, string expected)
    {
        Generation generation = Generation.Of(
            TestCompilation.Create("P", isLibrary: false, """
                P.Verbose();
                new Body().Run();
                IStock stock = new Stock();
                stock.Take();
                stock = new Quiet();
                stock.Take();

                static class P
                {
                    [Traced(Level = TracedLevel.Verbose)] public static void Verbose() => Normal();
                    [Traced] public static void Normal() => Essential();
                    [Traced(Level = TracedLevel.Essential)] public static void Essential() { }
                }

                [Traced(Level = TracedLevel.Verbose)]
                partial class Body
                {
                    [Traced] public partial void Run();
                    private void RunCore() { }
                }

                interface IStock { void Take(); }
                class Stock : IStock { [Traced] public void Take() { } }
                class Quiet : IStock { [Traced(Level = TracedLevel.Verbose)] public void Take() { } }
                """),
            minimumLevel: minimumLevel);
        Run run = await Run.OfAsync(generation.Emit());

        Assert.Equal(expected, run.Trace);
    }

    [Fact]
    public async Task WhatIsBelowTheMinimumLevelHasNoGaps()
    {
        const string File = """
            class C
            {
                [Traced(Level = TracedLevel.Verbose)] public void M() { }
                [Traced(Level = TracedLevel.Verbose)] public override string ToString() => "";
                Action N() => M;
            }
            """;

        Assert.Equal(["AT1004 Warning ToString", "AT1001 Warning M"], await Reports.OfAsync(File));
        Assert.Empty(await Reports.OfAsync([("AutoTraceMinimumLevel", "normal")], File));
    }
}
