using System.Text.Json;

namespace AutoTrace.Tests.Documents;

public sealed class HostileTextTests
{
    private static readonly string[] s_texts =
    [
        "orders", "", " ", "default", "autotrace", "AWS.", "_AWS.x", "a.b c", "заказы", "注文", "\ud835\udd18", "id",
        "trace_id", "\"},\"id\":\"", "1e999", new string('x', 300), new string('\u20ac', 1200), new string('"', 600),
    ];

    [Fact]
    public async Task WhateverTextIsGivenEveryDocumentKeepsTheRules()
    {
        const string Characters = "\"\\/\0\b\u001f\u007f\u2028\ud800\udc00<>&'._ ";
        string[] texts = [.. Fuzz.Variations(s_texts, Characters, seed: 3).Take(1000)];
        Random random = new(4);
        string Next() => texts[random.Next(texts.Length)];
        using Recording recording = new();

        for (int i = 0; i < Fuzz.Count / 100; i++)
        {
            using TraceScope segment = recording.BeginSegment(Next());
            Describe(segment.Span, Next);
            using TraceScope subsegment = AutoTracer.BeginSubsegment(Next(), (SubsegmentNamespace)random.Next(3));
            Describe(subsegment.Span, Next);

            // Before the queue is full: what does not fit there is dropped, as it should be.
            if (i % 500 == 0)
            {
                await recording.Runtime.FlushAsync(Eventually.Deadline);
            }
        }

        IReadOnlyList<SegmentDocument> documents = await recording.DocumentsAsync();
        Assert.Equal(0, recording.Runtime.Counters.Dropped);
        Assert.Equal(Fuzz.Count / 100, documents.Count(document => !document.IsSubsegment));
    }

    private static void Describe(TraceSpan span, Func<string> next)
    {
        span.SetUser(next());
        span.SetHttpRequest(next(), next(), next(), next());
        span.AddException(new InvalidOperationException(next(), new ArgumentException(next())));
        for (int i = 0; i < 4; i++)
        {
            span.Annotate(next(), next());
            span.AddMetadata(next(), next(), next());
            span.AddMetadata(next(), JsonSerializer.SerializeToElement(next()), next());
        }
    }
}
