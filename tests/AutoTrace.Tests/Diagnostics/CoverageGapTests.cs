using System.Reflection;
using AutoTrace.CompilerServices;

namespace AutoTrace.Tests.Diagnostics;

/// <summary>What the process says about receivers that the generator did not know.</summary>
[Collection(ProcessWide.Name)]
public sealed class CoverageGapTests
{
    public interface IStock;

    public interface IOther;

    public class Proxy : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
    }

    [Fact]
    public void FirstGapOfAKindIsAWarningAndFurtherOnesAreListed()
    {
        using Recording recording = new();
        Implementations stock = new("IStock.Get()", (typeof(CoverageGapTests), null));
        Implementations other = new("IOther.Get()", (typeof(CoverageGapTests), null));
        object receiver = DispatchProxy.Create<IStock, Proxy>();

        Assert.Null(stock.Of(receiver));
        Assert.Null(stock.Of(receiver));
        Assert.Null(other.Of(DispatchProxy.Create<IOther, Proxy>()));

        string warning = Assert.Single(recording.Warnings);
        Assert.StartsWith(
            $"'IStock.Get()' was called on {receiver.GetType()} and not traced: ", warning, StringComparison.Ordinal);
        Assert.Contains("AutoTraceRuntime.CoverageGaps lists all", warning, StringComparison.Ordinal);
        Assert.Equal(
            ["IStock.Get()", "IOther.Get()"],
            AutoTraceRuntime.CoverageGaps.Where(gap => gap.Kind == CoverageGapKind.UnknownReceiver)
                .Select(gap => gap.Subject.Split(" on ")[0]));
    }

    [Fact]
    public void KnownReceiversCostNoAllocationAndNoGap()
    {
        Callsite callsite = new("Stock.Get"u8);
        Implementations known = new("IStock.Get()", (typeof(CoverageGapTests), callsite));
        Assert.Same(callsite, known.Of(this));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            known.Of(this);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
