using System.Text.Json;

namespace AutoTrace.Tests.Shared;

/// <summary>What the documents of a trace must keep to together.</summary>
internal static class DocumentSetRules
{
    /// <summary>
    /// Every id of a trace is complete at most once, only then to be sent no more, and always the same kind of thing
    /// in the same place: an in_progress copy and the complete one are one id.
    /// </summary>
    /// <param name="documents">What was sent, in that order.</param>
    public static IEnumerable<string> Check(IReadOnlyList<SegmentDocument> documents) => documents
        .SelectMany(document => Copies(document, document.Json, document.ParentId, document.IsSubsegment))
        .GroupBy(copy => (copy.Document.TraceId, copy.Id))
        .SelectMany(copies => Check(copies.Key.Id, [.. copies]));

    private static IEnumerable<string> Check(string? id, IReadOnlyList<Copy> copies)
    {
        foreach ((Copy earlier, Copy later) in copies.Zip(copies.Skip(1)))
        {
            string both = $"{earlier.Document} and {later.Document}: id {id}";
            if (earlier.Document == later.Document)
            {
                yield return $"{both}: once in a document: twice";
            }
            else if (!earlier.InProgress)
            {
                string kind = later.InProgress ? "one in_progress" : "another complete one";
                yield return $"{both}: nothing follows the complete copy: {kind}";
            }

            if ((earlier.ParentId, earlier.IsSubsegment) != (later.ParentId, later.IsSubsegment))
            {
                yield return $"{both}: copies have one parent and type: {earlier.ParentId} and {later.ParentId}";
            }
        }
    }

    private static IEnumerable<Copy> Copies(
        SegmentDocument document, JsonElement json, string? parent, bool isSubsegment)
    {
        string? id = json.Text("id");
        return json.Items("subsegments").SelectMany(child => Copies(document, child, id, isSubsegment: true))
            .Prepend(new Copy(document, id, parent, isSubsegment, json.Flag("in_progress")));
    }

    private sealed record Copy(
        SegmentDocument Document, string? Id, string? ParentId, bool IsSubsegment, bool InProgress);
}
