using System.Text.Json.Nodes;
using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Options;

/// <summary>Arguments that are recorded without an attribute each.</summary>
public sealed class CaptureTests
{
    [Fact]
    public async Task PlainArgumentsAreCapturedAndNothingElse()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.All("a", 2, DayOfWeek.Friday, Guid.Empty, null, "s", "t", new Mine(), new(), default, out int _);
            P.None("a");

            struct Mine : IFormattable
            {
                public string ToString(string? format, IFormatProvider? provider) { Log.Line("never"); return ""; }
            }

            [Traced(CaptureArguments = true)]
            static class P
            {
                public static void All(string name, int? count, DayOfWeek day, Guid id, long? nothing, string userPassword,
                    [NoCapture] string hidden, Mine mine, object other, CancellationToken cancellation, out int result) => result = 1;
                [Traced(CaptureArguments = false)] public static void None(string name) { }
            }
            """);

        Assert.Equal(
            """{"name":"a","count":2,"day":"Friday","id":"00000000-0000-0000-0000-000000000000"}""",
            Annotations(program, "P.All"));
        Assert.Null(Annotations(program, "P.None"));
        Assert.Equal("", program.Output);
    }

    [Fact]
    public async Task NoCaptureWinsAlsoWhereItIsInherited()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            new Orders().Get(1, 2);

            interface IOrders { void Get([NoCapture] int x, int y); }
            class Orders : IOrders { [Traced] public void Get([Annotate] int x, [Annotate] int y) { } }
            """);

        Assert.Equal("""{"y":2}""", Annotations(program, "Orders.Get"));
    }

    [Fact]
    public async Task AnnotateBesideNoCaptureIsReported() => Assert.Equal(
        ["AT2003 Warning Annotate"],
        await Reports.OfAsync("class C { [Traced] void M([Annotate, NoCapture] int x) { } }"));

    private static string? Annotations(TracedProgram program, string name) =>
        program.Run.Tree[name].Annotations is JsonObject annotations ? annotations.ToJsonString() : null;
}
