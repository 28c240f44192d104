namespace AutoTrace.Testing.Tests;

public sealed class TraceCaptureTests
{
    [Fact]
    public async Task CallsOfATestAreItsTree()
    {
        using TraceCapture traces = TraceCapture.Start();
        await new Shop().OrderAsync("ada", pieces: 2);

        CapturedSpan test = await traces.EndAsync();
        Assert.Equal(
            """
            test [segment]
              Shop.OrderAsync
                Shop.Reserve
            """,
            test.ToString());
        CapturedSpan order = test["Shop.OrderAsync"];
        Assert.Equal(("ada", 2L), (order.Annotations["customer"], order.Annotations["pieces"]));
        Assert.Equal((test.Id, test.TraceId, false), (order.ParentId, order.TraceId, order.IsSegment));
        Assert.Same(order, Assert.Single(test.Children));
    }

    [Fact]
    public async Task ExceptionIsAFaultOfEverySpanThatItLeftAndIsDescribedInTheInnermost()
    {
        using TraceCapture traces = TraceCapture.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Shop().OrderAsync("ada", pieces: 4));

        CapturedSpan test = await traces.EndAsync();
        Assert.True(test["Shop.OrderAsync"].IsFault);
        Assert.Empty(test["Shop.OrderAsync"].Exceptions);
        Assert.Equal(
            [typeof(InvalidOperationException).FullName, typeof(ArgumentOutOfRangeException).FullName],
            test["Shop.Reserve"].Exceptions.Select(exception => exception.Type));
        Assert.Equal("only 3 left", test["Shop.Reserve"].Exceptions[0].Message);
        Assert.False(test.IsFault);
    }

    [Fact]
    public async Task EverythingThatIsSaidOfASpanCanBeRead()
    {
        DateTimeOffset start = new(2026, 11, 20, 12, 0, 0, 1, 234, TimeSpan.Zero);
        using TraceCapture traces = TraceCapture.Start("name");
        SubsegmentOptions options = new() { Namespace = SubsegmentNamespace.Remote, StartTime = start };
        TraceScope call = AutoTracer.BeginSubsegment("bank", options);
        call.Span.Annotate("number", 1.5);
        call.Span.Annotate("flag", true);
        call.Span.AddMetadata("note", "hello");
        call.Span.AddMetadata("note", "elsewhere", "other");
        call.Span.SetHttpResponse(429);
        call.End(start.AddMicroseconds(10));

        CapturedSpan bank = (await traces.EndAsync())["bank"];
        Assert.Equal("bank [remote error throttle]", bank.ToString());
        Assert.Equal((start, start.AddMicroseconds(10)), (bank.StartTime, bank.EndTime));
        Assert.Equal(TimeSpan.FromMicroseconds(10), bank.Duration);
        Assert.Equal((1.5, true), (bank.Annotations["number"], bank.Annotations["flag"]));
        Assert.Equal(
            ("hello", "elsewhere"), (bank.Metadata("note")?.GetString(), bank.Metadata("note", "other")?.GetString()));
        Assert.Null(bank.Metadata("nothing"));
        Assert.Equal(429, bank.Json.GetProperty("http").GetProperty("response").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task WhatIsStillRunningWhenTheTestEndsIsShownAsLeftOpen()
    {
        TaskCompletionSource delivery = new();
        using TraceCapture traces = TraceCapture.Start();
        Task restock = new Shop().RestockAsync(delivery.Task);

        CapturedSpan test = await traces.EndAsync();
        Assert.Equal("test [segment]\n  Shop.RestockAsync [left open]", test.ToString());
        delivery.SetResult();
        await restock;
    }

    [Fact]
    public async Task SegmentThatTheCodeOpensItselfIsCaptured()
    {
        using TraceCapture traces = TraceCapture.Start();
        new Shop().RunJob("nightly");

        Assert.Equal("nightly [segment]\n  Shop.Reserve", (await traces.SegmentAsync("nightly")).ToString());
        Assert.Equal("test [segment]", (await traces.EndAsync()).ToString());
        Assert.Equal(["nightly", "test"], traces.Roots.Select(root => root.Name).Order());
    }

    [Fact]
    public async Task CapturesInOneProcessNeverSeeEachOther()
    {
        // Each has started before either goes on, and each ends after both have worked.
        Task<string>[] flows = new Task<string>[8];
        Barrier barrier = new(flows.Length);
        for (int i = 0; i < flows.Length; i++)
        {
            string name = $"flow {i}";
            flows[i] = Task.Factory.StartNew(() => CaptureAsync(name), TaskCreationOptions.LongRunning).Unwrap();
        }

        Assert.Equal(
            Enumerable.Range(0, flows.Length).Select(i => $"flow {i} [segment]\n  Shop.OrderAsync\n    Shop.Reserve"),
            await Task.WhenAll(flows));

        async Task<string> CaptureAsync(string name)
        {
            using TraceCapture traces = TraceCapture.Start(name);
            barrier.SignalAndWait(TraceCapture.Patience);
            new Shop().RunJob("job");
            Task order = new Shop().OrderAsync(name);
            barrier.SignalAndWait(TraceCapture.Patience);
            await order;
            CapturedSpan root = await traces.EndAsync();
            Assert.Equal([name, "job"], traces.Roots.Select(root => root.Name).Order());
            return root.ToString();
        }
    }

    [Fact]
    public async Task SpanThatWasCurrentBeforeIsCurrentAgain()
    {
        using TraceCapture outer = TraceCapture.Start("outer");
        using (TraceCapture inner = TraceCapture.Start("inner"))
        {
            await inner.EndAsync();
            AutoTracer.BeginSubsegment("after").Dispose();
        }

        Assert.Equal("outer [segment]\n  after", (await outer.EndAsync()).ToString());
    }

    [Fact]
    public async Task DisposedCaptureLeavesNothingBehind()
    {
        TraceCapture traces = TraceCapture.Start();
        traces.Dispose();
        await new Shop().OrderAsync("nobody");

        Assert.False(AutoTracer.Current.IsRecording);
        Assert.Null(AutoTraceRuntime.Default);
        Assert.Equal("test [segment]", Assert.Single(traces.Roots).ToString());
    }

    [Fact]
    public async Task WaitForASegmentThatNeverEndsSaysWhatThereIs()
    {
        using TraceCapture traces = TraceCapture.Start();
        await new Shop().OrderAsync("ada");
        await traces.EndAsync();

        TimeoutException timeout = await Assert.ThrowsAsync<TimeoutException>(
            () => traces.SegmentAsync("other", patience: TimeSpan.Zero));

        Assert.EndsWith(
            "for 1 segments named 'other'; 0 ended. All that has ended:\ntest [segment]\n  Shop.OrderAsync\n    Shop.Reserve",
            timeout.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownNameIsAnsweredWithTheTree()
    {
        using TraceCapture traces = TraceCapture.Start();

        CapturedSpan test = await traces.EndAsync();
        Assert.Equal(
            "0 spans are named 'nobody' in:\ntest [segment]",
            Assert.Throws<KeyNotFoundException>(() => test["nobody"]).Message);
    }

    [Fact]
    public async Task SegmentTooLargeForOneDocumentIsWholeAllTheSame()
    {
        using TraceCapture traces = TraceCapture.Start();
        for (int i = 0; i < 20; i++)
        {
            using TraceScope page = AutoTracer.BeginSubsegment($"page {i}");
            page.Span.AddMetadata("text", new string('x', 10_000));
        }

        Assert.Equal(20, (await traces.EndAsync()).Children.Count);
    }

    [Fact]
    public void DisabledTracingIsSaidAtOnce() => Assert.Contains(
        "There is nothing to capture",
        Assert.Throws<InvalidOperationException>(
            () => TraceCapture.Start(configure: options => options.Enabled = false)).Message,
        StringComparison.Ordinal);
}
