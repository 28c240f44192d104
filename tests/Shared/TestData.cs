using System.Text.Json;

namespace AutoTrace.Tests.Shared;

/// <summary>The files of tests/Data, which the build puts next to the test assembly, and the repository.</summary>
internal static class TestData
{
    /// <summary>AWS's schema of segment documents, version 1.0.0.</summary>
    public static string SegmentSchema => Text("xray-segmentdocument-schema-v1.0.0.json");

    /// <summary>The folder of AutoTrace.sln: there tests find node scripts and the projects they start.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside a checkout.</exception>
    public static string RepositoryRoot
    {
        get
        {
            string? folder = AppContext.BaseDirectory;
            while (folder is not null && !File.Exists(Path.Combine(folder, "AutoTrace.sln")))
            {
                folder = Path.GetDirectoryName(folder);
            }

            return folder
                ?? throw new DirectoryNotFoundException($"No AutoTrace.sln above {AppContext.BaseDirectory}.");
        }
    }

    /// <summary>A file's text, by its path below tests/Data.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", path));

    /// <summary>The developer guide's sample of a document, such as <c>02-segment.json</c>, without blanks.</summary>
    public static SegmentDocument Sample(string name)
    {
        JsonElement sample = JsonElement.Parse(Text(Path.Combine("developer-guide", "segmentdocuments", name)));
        return SegmentDocument.Parse(JsonSerializer.Serialize(sample));
    }

    /// <summary>The names of all samples that <see cref="Sample"/> knows, in the guide's order.</summary>
    public static IReadOnlyList<string> SampleNames { get; } =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Data", "developer-guide", "segmentdocuments"))
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The five segment documents of the guide's trace across a web API, Lambda, DynamoDB and SNS.</summary>
    public static IReadOnlyList<SegmentDocument> SampleTrace()
    {
        JsonElement answer = JsonElement.Parse(Text(Path.Combine("developer-guide", "gettingdata", "08-Traces.json")));
        IEnumerable<JsonElement> segments = answer.GetProperty("Traces")[0].GetProperty("Segments").EnumerateArray();
        return [.. segments.Select(segment => SegmentDocument.Parse(segment.Text("Document")!))];
    }
}
