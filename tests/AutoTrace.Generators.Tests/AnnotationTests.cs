using System.Text.Json.Nodes;
using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests;

/// <summary>Arguments that become annotations.</summary>
public sealed class AnnotationTests
{
    [Fact]
    public async Task EveryKindOfValueKeepsItsKind()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.Numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            P.Others("s", true, 1.5f, 2.5, 3.5m, 'c', DayOfWeek.Friday, Guid.Empty, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), TimeSpan.FromSeconds(1));
            P.Nullables(1, null, true, DayOfWeek.Monday, null, null);
            int x = 1;
            P.References(ref x, 2, out int _, "key");
            P.Unsupported(new object(), [1], stackalloc char[1], "generic");

            static class P
            {
                [Traced] public static void Numbers([Annotate] sbyte a, [Annotate] byte b, [Annotate] short c, [Annotate] ushort d, [Annotate] int e, [Annotate] uint f, [Annotate] long g, [Annotate] ulong h, [Annotate] nint i, [Annotate] nuint j) { }
                [Traced] public static void Others([Annotate] string a, [Annotate] bool b, [Annotate] float c, [Annotate] double d, [Annotate] decimal e, [Annotate] char f, [Annotate] DayOfWeek g, [Annotate] Guid h, [Annotate] DateTime i, [Annotate] TimeSpan j) { }
                [Traced] public static void Nullables([Annotate] int? a, [Annotate] double? b, [Annotate] bool? c, [Annotate] DayOfWeek? d, [Annotate] Guid? e, [Annotate] string? f) { }
                [Traced] public static void References([Annotate] ref int a, [Annotate] in int b, [Annotate] out int c, [Annotate("my_key")] string d) => c = a = 3;
                [Traced] public static void Unsupported<T>([Annotate] object a, [Annotate] int[] b, [Annotate] Span<char> d, [Annotate] T e) { }
            }
            """);

        Assert.Equal("""{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10}""", Annotations(program, "P.Numbers"));
        Assert.Equal(
            """{"a":"s","b":true,"c":1.5,"d":2.5,"e":3.5,"f":"c","g":"Friday","h":"00000000-0000-0000-0000-000000000000","i":"2026-01-02T03:04:05.0000000Z","j":"00:00:01"}""",
            Annotations(program, "P.Others"));
        Assert.Equal("""{"a":1,"c":true,"d":"Monday"}""", Annotations(program, "P.Nullables"));
        Assert.Equal("""{"a":1,"b":2,"my_key":"key"}""", Annotations(program, "P.References"));
        Assert.Null(Annotations(program, "P.Unsupported"));
    }

    [Fact]
    public async Task AnnotationsOfInterfacesAndBasesCount()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            IOrders orders = new Orders();
            orders.Get(1);
            new Derived().Save(2);
            new Body().Get(3);

            interface IOrders { [Traced] void Get([Annotate("id")] int x); }
            class Orders : IOrders { public void Get(int y) { } }
            class Base { [Traced] public virtual void Save([Annotate] int z) { } }
            class Derived : Base { public override void Save(int w) { } }
            partial class Body : IOrders
            {
                [Traced] public partial void Get(int v);
                private void GetCore(int v) { }
            }
            """);

        Assert.Equal("""{"id":1}""", Annotations(program, "IOrders.Get"));
        Assert.Equal("""{"z":2}""", Annotations(program, "Derived.Save"));
        Assert.Equal("""{"id":3}""", Annotations(program, "Body.Get"));
    }

    [Fact]
    public async Task ValueWhoseTextThrowsIsLeftOut()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.M(new Bad(), 1);

            class Bad : IFormattable
            {
                public string ToString(string? format, IFormatProvider? provider) => throw new InvalidOperationException();
            }

            static class P { [Traced] public static void M([Annotate] Bad bad, [Annotate] int good) => Log.Line(good); }
            """);

        Assert.Equal("1", program.Output);
        Assert.Equal("""{"good":1}""", Annotations(program, "P.M"));
    }

    private static string? Annotations(TracedProgram program, string name) =>
        program.Run.Tree[name].Annotations is JsonObject annotations ? annotations.ToJsonString() : null;
}
