using AutoTrace.Export;

namespace AutoTrace.Benchmarks;

/// <summary>Takes documents and forgets them: what is measured ends before the socket.</summary>
internal sealed class NullSegmentExporter : SegmentExporter
{
    private DeliveryReport? _report;

    public override string Description => "nowhere";

    internal override void Attach(DeliveryReport report) => _report = report;

    internal override void Export(ReadOnlySpan<byte> document, int records) => _report?.Sent(records);

    internal override void Settle()
    {
    }
}
