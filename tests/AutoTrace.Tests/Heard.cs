using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace AutoTrace.Tests;

/// <summary>What an event source of this process says while the test runs, other tests' events included.</summary>
internal sealed class Heard : EventListener
{
    private readonly string _source;

    public Heard(string source)
    {
        _source = source;
        foreach (EventSource known in EventSource.GetSources().Where(known => known.Name == source))
        {
            EnableEvents(known, EventLevel.Verbose);
        }
    }

    public ConcurrentQueue<EventWrittenEventArgs> Events { get; } = new();

    // Called by the base constructor too, for the sources that there are, before the fields are set.
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == _source)
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) => Events.Enqueue(eventData);
}
