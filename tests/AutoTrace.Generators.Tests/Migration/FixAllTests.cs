using AutoTrace.CodeFixes.Migration;
using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Migration;

/// <summary>All uses at once, and a program that goes on as before.</summary>
public sealed class FixAllTests
{
    private const string Program = """
        using System;
        using Amazon.XRay.Recorder.Core;

        public static class Shop
        {
            private static readonly IAWSXRayRecorder s_recorder = AWSXRayRecorder.Instance;

            public static void Main() => Run().GetAwaiter().GetResult();

            private static async Task Run()
            {
                s_recorder.BeginSubsegment("order");
                try
                {
                    s_recorder.AddAnnotation("count", 2);
                    var price = s_recorder.TraceMethod("price", () =>
                    {
                        Log.Line("pricing");
                        return Price(3);
                    });
                    Log.Line(price);
                    await s_recorder.TraceMethodAsync("ship", async () =>
                    {
                        await Task.Yield();
                        Log.Line("shipping");
                        s_recorder.TraceMethod("refuse", Refuse);
                    });
                }
                catch (InvalidOperationException e)
                {
                    s_recorder.AddException(e);
                    Log.Line(e.Message);
                }
                finally
                {
                    Log.Line("done");
                    s_recorder.EndSubsegment();
                }
            }

            private static int Price(int count) => s_recorder.TraceMethod("Shop.Price", () => count * 7);

            private static void Refuse() => throw new InvalidOperationException("no");
        }
        """;

    [Theory]
    [InlineData(XRayMigrationCodeFix.ScopeKey)]
    [InlineData(XRayMigrationCodeFix.AttributeKey)]
    public async Task ProgramDoesTheSameAndLeavesTheSameTree(string key)
    {
        using MigratingProject project = new(Program);

        string text = await project.AllFixedAsync(key);
        Run before = await Run.OfAsync(await project.EmitAsync());
        Run after = await Run.OfAsync(await project.EmitAsync(text));

        Assert.DoesNotContain("s_recorder.", text, StringComparison.Ordinal);
        Assert.Equal(key == XRayMigrationCodeFix.AttributeKey, text.Contains("[Traced]", StringComparison.Ordinal));
        Assert.Equal("pricing\n21\nshipping\nno\ndone", before.Output);
        Assert.Equal(before.Output, after.Output);
        Assert.Equal("", before.Trace);
        Assert.Equal(["order", "price", "Shop.Price", "ship", "refuse"], after.Subsegments);
        Assert.Equal("order [fault]\n  price\n    Shop.Price\n  ship [fault]\n    refuse [fault]", after.Trace);
    }

    [Fact]
    public async Task MemberThatCannotBeDoneRightIsLeftOut()
    {
        using MigratingProject project = new("""
            using Amazon.XRay.Recorder.Core;
            public class C
            {
                void Clash(IAWSXRayRecorder r)
                {
                    r.TraceMethod("a", () => { int n = 1; Console.WriteLine(n); });
                    int n = 2;
                    Console.WriteLine(n);
                }

                void Fine(IAWSXRayRecorder r) => r.TraceMethod("b", () => { });
            }
            """);

        string text = await project.AllFixedAsync();

        Assert.Contains("r.TraceMethod(\"a\"", text, StringComparison.Ordinal);
        Assert.Contains("AutoTracer.BeginSubsegment(\"b\")", text, StringComparison.Ordinal);
    }
}
