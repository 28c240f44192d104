using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests;

/// <summary>The runtime that serves whoever names none.</summary>
[Collection(ProcessWide.Name)]
public sealed class DefaultRuntimeTests
{
    [Fact]
    public void WithoutARuntimeEverythingDoesNothing()
    {
        Assert.Null(AutoTraceRuntime.Default);
        using TraceScope scope = AutoTracer.BeginSegment("nothing");
        using TraceScope inner = AutoTracer.BeginSubsegment("nothing");
        Traced("nothing", () => { });
        AutoTracer.Current.Annotate("a", 1);
        Assert.False(AutoTracer.Current.IsRecording);
        Assert.Equal(default, AutoTracer.Current.Header);
    }

    [Fact]
    public async Task TheOldestRunningRuntimeIsTheDefault()
    {
        using Recording oldest = new();
        using Recording younger = new();
        using (AutoTracer.BeginSegment("first"))
        {
        }

        oldest.Runtime.Dispose();
        using (AutoTracer.BeginSegment("second"))
        {
        }

        Assert.Equal(1, oldest.Runtime.Counters.Sent);
        Assert.Equal("second [segment]", (await younger.TreeAsync()).Render());
    }

    [Fact]
    public async Task ASegmentInsideAnotherStaysWithItsRuntime()
    {
        using Recording oldest = new();
        using Recording younger = new();
        using (younger.BeginSegment("outer"))
        {
            AutoTracer.BeginSegment("inner").Dispose();
        }

        Assert.Equal(2, (await younger.DocumentsAsync()).Count);
        Assert.Equal(0, oldest.Runtime.Counters.Produced);
    }

    [Fact]
    public async Task ASegmentInsideOneOfAStoppedRuntimeGoesToTheDefault()
    {
        using Recording running = new();
        using Recording stopped = new();
        using (stopped.BeginSegment("outer"))
        {
            stopped.Runtime.Dispose();
            AutoTracer.BeginSegment("inner").Dispose();
        }

        Assert.Equal("inner [segment]", (await running.TreeAsync()).Render());
    }

    [Fact]
    public void ARuntimeThatMayNotBeTheDefaultServesNothingButItsOwn()
    {
        using Recording own = new(options => options.MayBeDefault = false);
        AutoTracer.BeginSegment("nobody's").Dispose();
        Traced("nobody's", () => { });

        Assert.Null(AutoTraceRuntime.Default);
        Assert.Equal(default, own.Runtime.Counters);
        using Recording younger = new();
        Assert.Same(younger.Runtime, AutoTraceRuntime.Default);
    }

    [Fact]
    public async Task StartStopStartWorks()
    {
        for (int i = 0; i < 3; i++)
        {
            using Recording recording = new();
            using (AutoTracer.BeginSegment("again"))
            {
                Traced("call", () => { });
            }

            Assert.Equal("again [segment]\n  call", (await recording.TreeAsync()).Render());
        }
    }

    [Fact]
    public void ACallWithoutASegmentIsCountedAndSaidOnce()
    {
        using Recording recording = new();
        Traced("Shop.Alone", () => { });
        Traced("Shop.Alone", () => { });

        Assert.Equal(2, recording.Runtime.Counters.CallsWithoutSegment);
        string warning = Assert.Single(recording.Warnings);
        Assert.Contains("'Shop.Alone'", warning, StringComparison.Ordinal);
        Assert.Contains("BeginSegment", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void ACallWithoutASegmentIsOnlyCountedWhereThatIsAskedFor()
    {
        using Recording recording = new(options => options.ContextMissing = ContextMissingStrategy.IgnoreError);
        Traced("alone", () => { });

        Assert.Equal(1, recording.Runtime.Counters.CallsWithoutSegment);
        Assert.Empty(recording.Warnings);
    }

    [Fact]
    public void SuppressedCallsAreNeitherRecordedNorMissed()
    {
        using Recording recording = new();
        using (AutoTracer.Suppress())
        {
            Traced("silent", () => { });
            Assert.Equal(default, AutoTracer.Current.Header);
        }

        Assert.Equal(default, recording.Runtime.Counters);
    }

    [Fact]
    public void ARuntimeThatIsSwitchedOffTracesNothing()
    {
        using Recording recording = new(options => options.Enabled = false);
        using (recording.BeginSegment())
        {
            Assert.False(AutoTracer.Current.IsRecording);
            Traced("call", () => { });
        }

        Assert.False(CompilerServices.TracedCall.IsEnabled);
        Assert.Equal(default, recording.Runtime.Counters);
    }
}
