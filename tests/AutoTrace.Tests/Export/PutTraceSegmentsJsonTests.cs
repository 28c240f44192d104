using System.Text;
using System.Text.Json;
using AutoTrace.Export;

namespace AutoTrace.Tests.Export;

public sealed class PutTraceSegmentsJsonTests
{
    [Fact]
    public void DocumentsOfAnyTextAndSizeAreReadAsTheyWere()
    {
        string[] documents =
            ["{}", "{\"name\":\"tea \\\" \\\\ \\u0001 日本 🫖\"}", $"{{\"text\":\"{new string('"', 60_000)}\"}}"];

        RequestBody body = PutTraceSegmentsJson.WriteRequest(Utf8(documents));

        using JsonDocument request = JsonDocument.Parse(body.Written);
        Assert.Equal(
            documents,
            request.RootElement.GetProperty("TraceSegmentDocuments").EnumerateArray().Select(text => text.GetString()));
    }

    /// <summary>A large array for each request would have the garbage collector go through everything.</summary>
    [Fact]
    public void RequestThatWasAnsweredLeavesItsBodyToTheNext()
    {
        const int Requests = 50;
        string document = $"{{\"text\":\"{new string('x', 2000)}\"}}";
        ReadOnlyMemory<byte>[] documents = Utf8([.. Enumerable.Repeat(document, 50)]);
        PutTraceSegmentsJson.WriteRequest(documents).Return();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int request = 0; request < Requests; request++)
        {
            PutTraceSegmentsJson.WriteRequest(documents).Return();
        }

        long bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Requests;
        Assert.InRange(bytes, 0, documents.Sum(document => document.Length) / 4);
    }

    private static ReadOnlyMemory<byte>[] Utf8(string[] texts) =>
        [.. texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))];
}
