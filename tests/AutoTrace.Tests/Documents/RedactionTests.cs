using System.Collections.Concurrent;
using System.Text.Json;
using AutoTrace.CompilerServices;

namespace AutoTrace.Tests.Documents;

/// <summary>What <see cref="AutoTraceOptions.Redact"/> sees, and what becomes of its answers.</summary>
[Collection(ProcessWide.Name)]
public sealed class RedactionTests
{
    [Fact]
    public async Task AnnotationsAreMaskedLeftOutOrKeptAsTheyAre()
    {
        using Recording recording = new(o => o.Redact = (key, value) => key switch
        {
            "card" => $"****{value[^4..]}",
            "token" => null,
            "pin" => "masked",
            _ => value,
        });
        using (TraceScope segment = recording.BeginSegment())
        {
            segment.Span.Annotate("card", "4000000000000077");
            segment.Span.Annotate("token", "t");
            segment.Span.Annotate("pin", 1234);
            segment.Span.Annotate("count", 5);
            segment.Span.Annotate("ratio", 0.5);
            segment.Span.Annotate("good", true);
        }

        Assert.Equal(
            """{"card":"****0077","pin":"masked","count":5,"ratio":0.5,"good":true}""",
            (await recording.TreeAsync())["segment"].Annotations!.ToJsonString());
        Assert.Equal(0, recording.Runtime.Counters.DetailsLeftOut);
    }

    [Fact]
    public async Task ValuesAreShownAsInvariantTexts()
    {
        ConcurrentQueue<(string, string)> seen = [];
        using Recording recording = new(o => o.Redact = (key, value) =>
        {
            seen.Enqueue((key, value));
            return value;
        });
        using (TraceScope segment = recording.BeginSegment())
        {
            segment.Span.Annotate("long", -5);
            segment.Span.Annotate("double", 1.5);
            segment.Span.Annotate("bool", false);
            segment.Span.AddMetadata("number", 1e3);
            segment.Span.AddMetadata("flag", true);
        }

        await recording.DocumentsAsync();
        Assert.Equal([("long", "-5"), ("double", "1.5"), ("bool", "false"), ("number", "1000"), ("flag", "true")], seen);
    }

    [Fact]
    public async Task MetadataIsRedactedInsideObjectsByTheNamesOnTheWay()
    {
        using Recording recording = new(o => o.Redact = (key, value) =>
            key.EndsWith(".number", StringComparison.Ordinal) ? "****"
            : key.Contains("token", StringComparison.Ordinal) ? null
            : value);
        using (TraceScope segment = recording.BeginSegment())
        {
            segment.Span.AddMetadata("order", JsonDocument.Parse(
                """{"id":1.50,"none":null,"card":{"number":"4000","year":31},"tokens":["a","b"],"tags":["x",2]}""").RootElement);
            segment.Span.AddMetadata("token", "t");
            segment.Span.AddMetadata("note", "tea \"ü\"");
        }

        Assert.Equal(
            """{"default":{"order":{"id":1.50,"none":null,"card":{"number":"****","year":31},"tokens":[],"tags":["x",2]},"note":"tea \"ü\""}}""",
            await MetadataAsync(recording));
    }

    [Fact]
    public async Task CapturedArgumentsAndResultsAreSeen()
    {
        using Recording recording = new(o => o.Redact = (key, _) => key.ToUpperInvariant());
        Callsite site = new("call"u8) { ResultAnnotation = "result", ResultMetadata = "plan" };
        using (recording.BeginSegment())
        {
            TracedCall call = TracedCall.Begin(site);
            call.Annotate("argument", 1);
            call.AddMetadata("text", "t");
            call.CaptureResult(site, 5);
            call.End();
        }

        Assert.Equal(
            """{"argument":"ARGUMENT","result":"RESULT"}""",
            (await recording.TreeAsync())["call"].Annotations!.ToJsonString());
        Assert.Equal("""{"default":{"text":"TEXT","plan":"PLAN"}}""", await MetadataAsync(recording, "call"));
    }

    [Fact]
    public async Task AValueThatRedactionFailsOnIsLeftOutCountedAndToldOnce()
    {
        using Recording recording = new(o => o.Redact = (key, value) =>
            key == "good" ? value : throw new FormatException($"{value} is secret"));
        for (int i = 0; i < 2; i++)
        {
            using TraceScope segment = recording.BeginSegment();
            segment.Span.Annotate("bad", "s3cret");
            segment.Span.AddMetadata("worse", "s3cret");
            segment.Span.Annotate("good", i);
        }

        IReadOnlyList<SegmentDocument> documents = await recording.DocumentsAsync();
        Assert.Equal(2, documents.Count);
        Assert.All(documents, document =>
        {
            Assert.DoesNotContain("s3cret", document.Json.ToString(), StringComparison.Ordinal);
            Assert.Contains("\"good\"", document.Json.ToString(), StringComparison.Ordinal);
        });
        Assert.Equal(4, recording.Runtime.Counters.DetailsLeftOut);
        string warning = Assert.Single(recording.Warnings);
        Assert.Contains("Redact failed with System.FormatException", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatSamplingLeavesOutIsNeverShown()
    {
        int seen = 0;
        using Recording recording = new(o => o.Redact = (_, value) =>
        {
            seen++;
            return value;
        });
        SegmentOptions unsampled = new()
        {
            Header = new() { Root = TraceId.New(DateTimeOffset.UtcNow), Sampled = SamplingDecision.NotSampled },
        };
        using (TraceScope segment = recording.Runtime.BeginSegment("segment", unsampled))
        {
            segment.Span.Annotate("key", "value");
        }

        Assert.Empty(await recording.DocumentsAsync());
        Assert.Equal(0, seen);
    }

    private static async Task<string> MetadataAsync(Recording recording, string name = "segment") =>
        (await recording.TreeAsync())[name].Metadata!.ToJsonString(new JsonSerializerOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}
