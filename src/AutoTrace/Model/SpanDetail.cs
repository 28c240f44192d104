namespace AutoTrace.Model;

/// <summary>
/// What only some spans have: an annotation, an exception, a URL. Pushed onto its segment's list by any flow; grouped by
/// span and read by the worker once the segment is sealed.
/// </summary>
internal abstract class SpanDetail
{
    /// <summary>The position of the span's record within its segment.</summary>
    public int Ordinal { get; set; }

    /// <summary>What it keeps alive beside itself, in bytes, as far as it may be large.</summary>
    public virtual int Bytes => 0;

    /// <summary>The detail pushed before this one, of any span; after grouping, the next one of the same span.</summary>
    public SpanDetail? Next { get; set; }

    /// <summary>Of a text.</summary>
    protected static int SizeOf(string? text) => (text?.Length ?? 0) * sizeof(char);

    /// <summary>The same for another span: a detail is in one list only.</summary>
    public SpanDetail Copy()
    {
        SpanDetail copy = (SpanDetail)MemberwiseClone();
        copy.Next = null;
        return copy;
    }
}

/// <summary>A value that X-Ray indexes: a string, a number or a boolean.</summary>
internal sealed class AnnotationDetail(string key, AnnotationValue value) : SpanDetail
{
    public string Key => key;

    public AnnotationValue Value => value;

    public override int Bytes => value.Bytes + SizeOf(key);
}

/// <summary>A value that X-Ray stores without an index, already serialised.</summary>
internal sealed class MetadataDetail : SpanDetail
{
    public const string DefaultNamespace = "default";

    public required string Namespace { get; init; }

    public required string Key { get; init; }

    public required byte[] Json { get; init; }

    public override int Bytes => Json.Length + SizeOf(Key);

    /// <summary>A value of one of the plain kinds.</summary>
    public static MetadataDetail Of(string key, object value) =>
        new() { Namespace = DefaultNamespace, Key = key, Json = MetadataValue.Of(value, PlainJson.Write) };
}

/// <summary>Who made the request.</summary>
internal sealed class UserDetail : SpanDetail
{
    public required string User { get; init; }

    public override int Bytes => SizeOf(User);
}

/// <summary>The <c>http.request</c> block.</summary>
internal sealed class HttpRequestDetail : SpanDetail
{
    public string? Method { get; init; }

    public string? Url { get; init; }

    public string? UserAgent { get; init; }

    public string? ClientIp { get; init; }

    /// <summary>The address comes from X-Forwarded-For.</summary>
    public bool ForwardedFor { get; init; }

    public override int Bytes => SizeOf(Url) + SizeOf(UserAgent) + SizeOf(ClientIp);
}

/// <summary>The <c>http.response</c> block.</summary>
internal sealed class HttpResponseDetail : SpanDetail
{
    public int Status { get; init; }

    public long? ContentLength { get; init; }
}

/// <summary>The <c>sql</c> block.</summary>
internal sealed class SqlDetail : SpanDetail
{
    public required SqlInformation Sql { get; init; }

    public override int Bytes =>
        SizeOf(Sql.SanitizedQuery) + SizeOf(Sql.Url) + SizeOf(Sql.ConnectionString) + SizeOf(Sql.User);
}

/// <summary>A field of the <c>aws</c> block: a number, unless it has a text or a list.</summary>
internal sealed class AwsDetail : SpanDetail
{
    private const int MaxList = 100;

    public required string Key { get; init; }

    public string? Text { get; init; }

    public long Number { get; init; }

    public IReadOnlyList<string>? List { get; private init; }

    public override int Bytes => SizeOf(Text) + (List?.Sum(SizeOf) ?? 0);

    public static AwsDetail Of(string key, ReadOnlySpan<string?> values)
    {
        List<string> list = [];
        foreach (string? value in values[..Math.Min(values.Length, MaxList)])
        {
            if (value is not null)
            {
                list.Add(value);
            }
        }

        return new AwsDetail { Key = key, List = list };
    }
}

/// <summary>A sibling that had to finish first.</summary>
internal sealed class PrecursorDetail : SpanDetail
{
    public required SegmentId Id { get; init; }
}

/// <summary>A segment or subsegment of another trace that this one goes on from.</summary>
internal sealed class LinkDetail : SpanDetail
{
    public required TraceId TraceId { get; init; }

    public required SegmentId Id { get; init; }
}

/// <summary>An exception that left the span: described here once, or by the id that an inner span gave it.</summary>
internal sealed class ExceptionDetail : SpanDetail
{
    /// <summary>The exception itself, to recognise it on its way out; released with the segment.</summary>
    public required Exception Exception { get; init; }

    public required ulong Id { get; init; }

    /// <summary>Null when an inner span of the segment has already described the exception.</summary>
    public ExceptionDescription? Description { get; init; }

    public override int Bytes => Description?.Bytes ?? 0;
}
