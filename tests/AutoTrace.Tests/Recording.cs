using AutoTrace.CompilerServices;
using AutoTrace.Export;

namespace AutoTrace.Tests;

/// <summary>
/// A runtime of a test's own that keeps its documents in memory. What it gives back has passed every document rule.
/// </summary>
internal sealed class Recording : IDisposable
{
    private readonly InMemoryExporter _exporter = new();

    public Recording(Action<AutoTraceOptions>? configure = null)
    {
        Runtime = AutoTraceRuntime.Start(options =>
        {
            options.ServiceName = "test";
            options.Exporter = _exporter;
            options.SampleEverything = true;
            options.OnInformation = null;
            options.OnWarning = Warnings.Enqueue;
            configure?.Invoke(options);
        });
    }

    public AutoTraceRuntime Runtime { get; }

    public System.Collections.Concurrent.ConcurrentQueue<string> Warnings { get; } = new();

    public TraceScope BeginSegment(string name = "segment") => Runtime.BeginSegment(name);

    /// <summary>For a test that moves the clock: the background thread sets its timers first.</summary>
    public void WaitForStart() => Runtime.FlushAsync(Eventually.Deadline).AsTask().Wait();

    /// <summary>Waits until everything closed so far is written, and reads it.</summary>
    public async Task<TraceTree> TreeAsync() => TraceTree.Of(await DocumentsAsync());

    public async Task<IReadOnlyList<SegmentDocument>> DocumentsAsync()
    {
        await Runtime.FlushAsync(Eventually.Deadline);
        SegmentDocument[] documents = [.. _exporter.Documents.Select(SegmentDocument.Parse)];
        DocumentRules.AssertValid(documents);
        return documents;
    }

    /// <summary>Calls through the API that generated wrappers use, in their shape.</summary>
    public static void Traced(string name, Action body) => Traced(Site(name), body);

    /// <inheritdoc cref="Traced(string, Action)"/>
    public static void Traced(Callsite site, Action body)
    {
        TracedCall call = TracedCall.Begin(site);
        try
        {
            body();
        }
        catch (Exception e) when (call.Fail(e))
        {
            throw;
        }
        finally
        {
            call.End();
        }
    }

    /// <summary>
    /// As <see cref="Traced(string, Action)"/>, of a body that is proven to start no flow: calls traced ones alone.
    /// </summary>
    public static void Proven(string name, Action body) =>
        Traced(new Callsite(System.Text.Encoding.UTF8.GetBytes(name), CallsiteTraits.StartsNoFlow), body);

    /// <inheritdoc cref="Traced(string, Action)"/>
    public static Task TracedAsync(string name, Func<Task> body) => TracedAsync(Site(name), body);

    /// <inheritdoc cref="Traced(string, Action)"/>
    public static Task TracedAsync(Callsite site, Func<Task> body)
    {
        TracedCall call = TracedCall.Begin(site);
        Task task;
        try
        {
            task = body();
        }
        catch (Exception e) when (call.Fail(e))
        {
            throw;
        }
        finally
        {
            call.Leave();
        }

        return call.EndWith(task);
    }

    public void Dispose() => Runtime.Dispose();

    private static Callsite Site(string name) => new(System.Text.Encoding.UTF8.GetBytes(name));
}
