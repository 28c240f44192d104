namespace AutoTrace.Testing.Tests;

/// <summary>Two classes, which run in parallel, test the same code.</summary>
public abstract class ParallelTests(string name)
{
    public static TheoryData<int> Rounds => [.. Enumerable.Range(0, 50)];

    [Theory]
    [MemberData(nameof(Rounds))]
    public async Task TestSeesItsOwnSpansAndNoOthers(int round)
    {
        string customer = $"{name} {round}";
        using TraceCapture traces = TraceCapture.Start();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => new Shop().OrderAsync(customer)));

        CapturedSpan test = await traces.EndAsync();
        Assert.Equal(5, test.Children.Count);
        Assert.All(test.Children, order => Assert.Equal(customer, order.Annotations["customer"]));
        Assert.Single(traces.Roots);
    }
}

public sealed class FirstParallelTests() : ParallelTests("first");

public sealed class SecondParallelTests() : ParallelTests("second");
