using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Analysis;

/// <summary>Uses that are not traced are reported once, where they are.</summary>
public sealed class UseTests
{
    private const string Shop = """
        public class Shop
        {
            [Traced] public virtual int Add(int count) => count;
            [Traced] public static int Twice(int count) => count * 2;
            public int Plain(int count) => count;
        }

        """;

    [Fact]
    public async Task TracedCallsAreNotReported() => await ReportsAsync(
        "class C { int M(Shop shop) => shop.Add(1) + Shop.Twice(2) + (shop?.Add(3) ?? 0); }");

    [Fact]
    public async Task UsesOfOtherMethodsAreNotReported() => await ReportsAsync(
        """
        class C
        {
            Func<int, int> M(Shop shop) => shop.Plain;
            Func<int, int> Add(Other other) => other.Add;
            string Name() => nameof(Shop.Add) + nameof(Add);
            dynamic Add() => 1;
        }
        class Other { public int Add(int count) => count; }
        """);

    [Fact]
    public async Task MethodGroupsAreReported() => await ReportsAsync(
        """
        unsafe class C
        {
            event Func<int, int>? Changed;
            void M(Shop shop)
            {
                Func<int, int> a = shop.Add;
                var b = Shop.Twice;
                Changed += shop.Add;
                Changed -= shop.Add;
                _ = new[] { 1 }.Select(Shop.Twice);
                _ = new Func<int, int>(Shop.Twice);
                delegate*<int, int> pointer = &Shop.Twice;
                _ = a(1) + b(1) + pointer(1) + Changed?.Invoke(1);
            }
        }
        """,
        "AT1001 Warning Add", "AT1001 Warning Twice", "AT1001 Warning Add", "AT1001 Warning Add",
        "AT1001 Warning Twice", "AT1001 Warning Twice", "AT1001 Warning Twice");

    [Fact]
    public async Task ADynamicArgumentIsReportedAndADynamicReceiverIsMentioned() => await ReportsAsync(
        """
        class C
        {
            void M(Shop shop, dynamic value)
            {
                shop.Add(value);
                value.Add(1);
                value.Plain(1);
                shop.Plain(value);
            }
        }
        """,
        "AT1002 Warning Add", "AT1002 Info Add");

    [Fact]
    public async Task ABaseCallOfAVirtualMethodIsReported() => await ReportsAsync(
        "class C : Shop { [NoTrace] public override int Add(int count) => base.Add(count); }",
        "AT1006 Warning Add");

    [Fact]
    public async Task ACallInAnExpressionTreeIsInformation() => await ReportsAsync(
        "class C { System.Linq.Expressions.Expression<Func<int>> M(Shop shop) => () => shop.Add(1); }",
        "AT1007 Info Add");

    [Fact]
    public async Task ASignatureThatCannotBeNamedIsReported() => await ReportsAsync(
        """
        class C
        {
            private class Row;
            [Traced] private void Save(Row row) { }
            void M() => Save(new Row());
        }
        """,
        "AT1008 Warning Save");

    [Fact]
    public async Task ImplicitCallsAreReported() => await ReportsAsync(
        """
        class C
        {
            async Task M(Bag bag)
            {
                foreach (int _ in bag) { }
                using Bag other = new Bag { 1 };
                using (bag) { }
                (int a, int b) = bag;
                _ = bag is (1, 2);
                await bag;
                _ = from x in bag where x > a + b select x;
                Bag all = [1];
            }
        }
        class Bag : System.Collections.IEnumerable, IDisposable
        {
            [Traced] public List<int>.Enumerator GetEnumerator() => new List<int>().GetEnumerator();
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new Exception();
            [Traced] public void Add(int value) { }
            [Traced] public void Dispose() { }
            [Traced] public void Deconstruct(out int a, out int b) => a = b = 1;
            [Traced] public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => Task.CompletedTask.GetAwaiter();
            [Traced] public Bag Where(Func<int, bool> where) => this;
            [Traced] public Bag Select(Func<int, int> select) => this;
        }
        """,
        "AT1011 Warning foreach", "AT1011 Warning using", "AT1011 Warning {", "AT1011 Warning using",
        "AT1011 Warning (", "AT1011 Warning (", "AT1011 Warning await", "AT1011 Warning where",
        "AT1011 Warning [", "AT1004 Warning Dispose");

    [Fact]
    public async Task AReceiverThatMayBeAStructIsReported() => await ReportsAsync(
        """
        interface IAdd { [Traced] void Increase(); }
        class C
        {
            void M<T>(T value) where T : IAdd => value.Increase();
            void N<T>(T value) where T : class, IAdd => value.Increase();
        }
        """,
        "AT1012 Warning Increase");

    [Fact]
    public async Task CallsInFilesOfTheSameTextAreReported()
    {
        const string Twin = "file class C { int M(Shop shop) => shop.Add(1); }";
        Assert.Equal(["AT1013 Warning Add", "AT1013 Warning Add"], await Reports.OfAsync(Shop, Twin, Twin));
    }

    [Fact]
    public async Task APrivateMethodOfAnInterfaceIsOutOfReach() => await ReportsAsync(
        "interface I { [Traced] private void Inner() { } void M() => Inner(); }",
        "AT1014 Warning Inner");

    [Fact]
    public async Task WhatOnlyItsTypeTracesIsInformation() => await ReportsAsync(
        "[Traced] public class Whole { public int Sum(int x) => x; Func<int, int> M() => Sum; }",
        "AT1001 Info Sum");

    [Fact]
    public async Task AWrappedBodyHasNoGaps() => await ReportsAsync(
        """
        public partial class Whole
        {
            [Traced] public partial int Sum(int x);
            private int SumCore(int x) => x;
            Func<int, int> M(dynamic d) => d is null ? Sum : Sum(d);
        }
        """);

    private static async Task ReportsAsync(string file, params string[] expected) =>
        Assert.Equal(expected, await Reports.OfAsync(Shop + file));
}
