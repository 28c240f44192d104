using System.Diagnostics;
using System.Globalization;
using System.Text;
using AutoTrace.Export;

namespace AutoTrace.Benchmarks;

/// <summary>How fast documents go to the disk and come back, in files as the spool makes them, on one thread.</summary>
internal static class SpoolThroughput
{
    private const int Files = 128;
    private const int DocumentsPerFile = 1000;
    private const int DocumentBytes = 1000;

    public static void Print(TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("autotrace-spool-").FullName;
        SpoolFolder spool = new(folder, TimeProvider.System);
        List<HeldDocument> documents = [.. Enumerable.Range(1, DocumentsPerFile).Select(Document)];
        spool.Write(documents);
        spool.TryTakeOldest()!.Dispose();

        long start = Stopwatch.GetTimestamp();
        for (int file = 0; file < Files; file++)
        {
            spool.Write(documents);
        }

        Line("written", Stopwatch.GetElapsedTime(start));
        start = Stopwatch.GetTimestamp();
        int read = 0;
        while (spool.TryTakeOldest() is { } file)
        {
            read += file.Documents.Count;
            file.Dispose();
        }

        Line("read", Stopwatch.GetElapsedTime(start));
        Directory.Delete(folder);
        Debug.Assert(read == Files * DocumentsPerFile, "All of it comes back.");

        void Line(string what, TimeSpan took) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"spool.documents_{what}_per_second {Files * DocumentsPerFile / took.TotalSeconds:0}"));
    }

    private static HeldDocument Document(int number)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"id\":\"{number:x16}\",\"trace_id\":\"{TraceId.New(DateTimeOffset.UtcNow)}\",\"name\":\"");
        return new HeldDocument(Encoding.UTF8.GetBytes(head.PadRight(DocumentBytes - 2, 'x') + "\"}"), 1, number);
    }
}
