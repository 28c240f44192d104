using AutoTrace.Daemon.Query;

namespace AutoTrace.Daemon.Tests.Query;

public sealed class TraceFilterTests
{
    private static readonly TraceFilter s_any = new(null, null, null, null, null, null, Outcome.None);

    private readonly Trace _trace = Some.Trace(
        Some.Segment("storefront", 1, lasts: 0.3).Around(
            Some.Subsegment("orders", 2, "remote", lasts: 0.2).With("fault", true),
            Some.Subsegment("DynamoDB", 4, "aws", lasts: 0.01)),
        Some.Segment("orders", 3, caller: 2, lasts: 0.1).With("error", true));

    [Fact]
    public void WithoutANodeTheTraceItselfCounts()
    {
        Assert.True(s_any.Includes(_trace));
        TraceFilter exactly = s_any with { MinMicroseconds = 300_000, MaxMicroseconds = 300_000 };
        Assert.True((exactly with { Outcomes = Outcome.Ok }).Includes(_trace));
        Assert.False((s_any with { MinMicroseconds = 300_001 }).Includes(_trace));
        Assert.False((s_any with { Outcomes = Outcome.Fault | Outcome.Error }).Includes(_trace));
    }

    [Fact]
    public void ANodesOwnSegmentsCount()
    {
        TraceFilter orders = s_any with { Service = "orders" };
        Assert.True((orders with { MaxMicroseconds = 100_000, Outcomes = Outcome.Error }).Includes(_trace));
        Assert.False((orders with { MinMicroseconds = 100_001 }).Includes(_trace));
        Assert.False((orders with { Outcomes = Outcome.Fault }).Includes(_trace));
        Assert.False((s_any with { Service = "payments" }).Includes(_trace));
    }

    [Fact]
    public void AnEdgesCallsCount()
    {
        TraceFilter edge = s_any with { Service = "storefront", To = "orders" };
        Assert.True((edge with { MinMicroseconds = 200_000, Outcomes = Outcome.Fault }).Includes(_trace));
        Assert.False((edge with { Outcomes = Outcome.Error }).Includes(_trace));
        Assert.False((s_any with { Service = "orders", To = "storefront" }).Includes(_trace));
    }

    [Fact]
    public void AnEmptyTypeMeansNoneAndAMissingTypeAny()
    {
        Assert.True((s_any with { Service = "storefront", Type = "" }).Includes(_trace));
        Assert.True((s_any with { Service = "storefront", Type = "client" }).Includes(_trace));
        Assert.False((s_any with { Service = "DynamoDB", Type = "" }).Includes(_trace));
        TraceFilter edge = s_any with { Service = "storefront", Type = "", To = "DynamoDB" };
        Assert.True((edge with { ToType = "AWS::DynamoDB" }).Includes(_trace));
        Assert.False((edge with { ToType = "" }).Includes(_trace));
    }
}
