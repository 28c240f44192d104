using AutoTrace.Diagnostics;

namespace AutoTrace.Tests.Diagnostics;

public class TallyByThreadTests
{
    [Fact]
    public void EveryIncrementOfEveryThreadCounts()
    {
        TallyByThread tally = new();

        Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() => Add(tally, 10_000)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(80_000, tally.Total);
    }

    [Fact]
    public void ThreadsThatHaveEndedStayCounted()
    {
        TallyByThread tally = new();

        for (int i = 0; i < 20; i++)
        {
            Thread thread = new(() => Add(tally, 3));
            thread.Start();
            thread.Join();
        }

        Assert.Equal(60, tally.Total);
    }

    [Fact]
    public void AThreadThatGoesFromOneTallyToAnotherAndBackAddsToEach()
    {
        TallyByThread first = new();
        TallyByThread second = new();

        Add(first, 2);
        Add(second, 5);
        Add(first, 1);

        Assert.Equal((3, 5), (first.Total, second.Total));
    }

    private static void Add(TallyByThread tally, int times)
    {
        for (int i = 0; i < times; i++)
        {
            tally.Increment();
        }
    }
}
