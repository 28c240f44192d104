using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Diagnostics;

/// <summary>The counters where a program's other metrics and events are.</summary>
public sealed class InstrumentTests
{
    [Fact]
    public async Task TheMeterSaysWhatTheCountersSay()
    {
        const string Service = "the meters own";
        Dictionary<string, long> seen = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == "AutoTrace" && instrument.Meter.Tags!.Single() is { Key: "service", Value: Service })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            seen[tags.IsEmpty ? instrument.Name : $"{instrument.Name} {tags[0].Key}={tags[0].Value}"] = value);
        listener.Start();

        using Recording recording = new(options => options.ServiceName = Service);
        using (TraceScope scope = recording.BeginSegment())
        {
            scope.Span.Annotate("nan", double.NaN);
            Traced("span", () => { });
        }

        await recording.Runtime.FlushAsync(Eventually.Deadline);
        listener.RecordObservableInstruments();
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["autotrace.records.produced"] = 2,
                ["autotrace.records.sent"] = 2,
                ["autotrace.records.not_kept"] = 0,
                ["autotrace.records.spooled"] = 0,
                ["autotrace.records.taken_from_spool"] = 0,
                ["autotrace.records.dropped reason=queue_full"] = 0,
                ["autotrace.records.dropped reason=document_too_large"] = 0,
                ["autotrace.records.dropped reason=refused"] = 0,
                ["autotrace.records.dropped reason=export_failed"] = 0,
                ["autotrace.records.dropped reason=buffer_full"] = 0,
                ["autotrace.records.dropped reason=spool_full"] = 0,
                ["autotrace.records.dropped reason=invalid"] = 0,
                ["autotrace.records.dropped reason=shutdown"] = 0,
                ["autotrace.details.left_out"] = 1,
                ["autotrace.records.folded"] = 0,
                ["autotrace.tail_keep.gave_way"] = 0,
                ["autotrace.calls.without_segment"] = 0,
            },
            seen);
    }

    [Fact]
    public async Task WhatIsSaidIsAnEventToo()
    {
        using Heard heard = new("AutoTrace");
        using Recording recording = new(options => options.ServiceName = "the events own");
        await recording.Runtime.FlushAsync(Eventually.Deadline);
        EventWrittenEventArgs said = heard.Events.Single(
            e => e.Payload![0] is string text && text.Contains("the events own", StringComparison.Ordinal));
        Assert.Equal(EventLevel.Informational, said.Level);
        Assert.Equal("Said", said.EventName);
    }
}
