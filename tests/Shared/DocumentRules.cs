using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AutoTrace.Tests.Shared;

/// <summary>
/// Whether X-Ray would keep all of a document: AWS's schema, <see cref="SegmentRules"/>, and what concerns documents
/// as a whole. The service tells a sender about none of this; it drops what breaks a rule.
/// </summary>
internal static partial class DocumentRules
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Fails with every broken rule of one document.</summary>
    public static void AssertValid(ReadOnlySpan<byte> utf8) => AssertValid([SegmentDocument.Parse(utf8)]);

    /// <summary>Fails with every broken rule of the documents, each alone and all together.</summary>
    /// <param name="documents">What was sent, in that order; of one or several traces.</param>
    public static void AssertValid(IEnumerable<SegmentDocument> documents)
    {
        IReadOnlyList<string> broken = Check([.. documents]);
        if (broken.Count > 0)
        {
            Assert.Fail(string.Join(Environment.NewLine, broken));
        }
    }

    /// <summary>A line for every broken rule: the document, the place in it, the rule, and what stands there.</summary>
    public static IReadOnlyList<string> Check(IReadOnlyList<SegmentDocument> documents) =>
    [
        .. documents.SelectMany(document => Check(document).Select(violation => $"{document}: {violation}")),
        .. DocumentSetRules.Check(documents),
    ];

    private static IEnumerable<Violation> Check(SegmentDocument document) =>
    [
        .. Draft4Schema.Segment.Validate(document.Json).Where(v => !IsLegalNameBeyondThePattern(v, document)),
        .. document.IsSubsegment ? Draft4Schema.Subsegment.Validate(document.Json) : [],
        .. SegmentRules.Check(document.Json, "", document.IsSubsegment),
        .. CheckWhole(document),
    ];

    private static IEnumerable<Violation> CheckWhole(SegmentDocument document)
    {
        if (document.Bytes.Length > MaxBytes)
        {
            yield return new("", "at most 64 KB of UTF-8", $"{document.Bytes.Length} bytes");
        }

        if (!SegmentRules.IsTraceId(document.TraceId))
        {
            yield return new("/trace_id", "1-8-24 lower-case hex digits, not all 0", $"\"{document.TraceId}\"");
        }

        if (document.IsSubsegment && document.ParentId is null)
        {
            yield return new("", "an independent subsegment has a parent_id", "none");
        }

        // The daemon's log finds the ids of a document by these two searches, and so must find the outermost ones.
        string text = Encoding.UTF8.GetString(document.Bytes.Span);
        foreach ((Match first, string at, string? id) in new[]
        {
            (FirstId().Match(text), "/id", document.Id),
            (FirstTraceId().Match(text), "/trace_id", document.TraceId),
        })
        {
            if (first.Groups[1].Value != id)
            {
                yield return new(at, "stands before nested objects, with no blanks", first.Value);
            }
        }
    }

    // The schema's pattern lists ranges that end at U+FFFF. The service is Java and applies the "java_pattern" beside
    // it, ([\p{L}\p{Z}\p{N}_.:/%&#=+\-@]*)$, which knows every letter there is.
    private static bool IsLegalNameBeyondThePattern(Violation violation, SegmentDocument document) =>
        violation is { Pointer: "/name", Rule: "pattern" }
        && document.Name!.EnumerateRunes().All(IsLegalInName)
        && document.Name.EnumerateRunes().Count() is >= 1 and <= 200;

    private static bool IsLegalInName(Rune rune) =>
        Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.OtherNumber
        || (rune.IsAscii && "_.:/%&#=+-@".Contains((char)rune.Value));

    [GeneratedRegex("\"id\":\"(.*?)\"")]
    private static partial Regex FirstId();

    [GeneratedRegex("\"trace_id\":\"(.*?)\"")]
    private static partial Regex FirstTraceId();
}
