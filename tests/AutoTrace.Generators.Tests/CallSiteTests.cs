using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests;

public sealed class CallSiteTests
{
    [Fact]
    public async Task CallOfAnInstanceMethodIsTraced()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(new Shop.Basket().Add(1, "x"));

            namespace Shop
            {
                public class Basket
                {
                    [Traced] public int Add(int count, string name) { Log.Line(name); return count + Price(); }
                    [Traced] private int Price() => 2;
                }
            }
            """);

        Assert.Equal("x\n3", program.Output);
        Assert.Equal("Basket.Add\n  Basket.Price", program.Trace);
    }
}
