using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AutoTrace.Diagnostics;
using AutoTrace.Model;

namespace AutoTrace.Documents;

/// <summary>
/// Shows the user's <see cref="AutoTraceOptions.Redact"/> all annotations and all values in metadata of a segment. Whatever
/// it fails on is left out: what nobody has looked at is not sent.
/// </summary>
/// <remarks>For the worker only.</remarks>
internal sealed class Redaction(Func<string, string, string?> redact, RuntimeLog log)
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private bool _hasFailed;

    /// <summary>Null where nothing is to be looked at.</summary>
    public static Redaction? Of(AutoTraceOptions options, RuntimeLog log) =>
        options.Redact is { } redact ? new Redaction(redact, log) : null;

    /// <returns>How many annotations and metadata were left out because of a failure.</returns>
    public int Apply(SealedSegment segment)
    {
        int failures = 0;
        for (int i = 0; i < segment.Count; i++)
        {
            if (segment[i].Details is { } details)
            {
                segment.ReplaceDetails(i, Apply(details, ref failures));
            }
        }

        return failures;
    }

    private SpanDetail? Apply(SpanDetail first, ref int failures)
    {
        SpanDetail? head = null;
        SpanDetail? tail = null;
        for (SpanDetail? detail = first, next; detail is not null; detail = next)
        {
            next = detail.Next;
            if (TryApply(detail, ref failures) is { } kept)
            {
                kept.Next = null;
                head ??= kept;
                tail = tail is null ? kept : tail.Next = kept;
            }
        }

        return head;
    }

    private SpanDetail? TryApply(SpanDetail detail, ref int failures)
    {
        try
        {
            return detail switch
            {
                AnnotationDetail annotation => Apply(annotation),
                MetadataDetail metadata => Apply(metadata),
                _ => detail,
            };
        }
        catch (Exception failure)
        {
            failures++;
            if (!_hasFailed)
            {
                // Its message may have the value in it.
                _hasFailed = true;
                log.Warning(
                    $"AutoTraceOptions.Redact failed with {failure.GetType()}, so the value that it was asked about is left " +
                    "out. Said once; Counters.DetailsLeftOut counts on.");
            }

            return null;
        }
    }

    private AnnotationDetail? Apply(AnnotationDetail annotation)
    {
        string text = annotation.Value.ToString();
        string? redacted = redact(annotation.Key, text);
        return redacted is null ? null
            : redacted == text ? annotation
            : new AnnotationDetail(annotation.Key, AnnotationValue.Of(redacted));
    }

    private MetadataDetail? Apply(MetadataDetail metadata)
    {
        ArrayBufferWriter<byte> bytes = new(metadata.Json.Length + 1);
        Utf8JsonWriter json = new(bytes, s_options);
        Utf8JsonReader reader = new(metadata.Json, new JsonReaderOptions { MaxDepth = MetadataValue.MaxDepth });
        reader.Read();
        Copy(ref reader, json, name: null, metadata.Key);
        json.Flush();
        return bytes.WrittenCount == 0 ? null
            : new() { Namespace = metadata.Namespace, Key = metadata.Key, Json = bytes.WrittenSpan.ToArray() };
    }

    /// <param name="reader">At the first token of a value; afterwards at its last.</param>
    /// <param name="json">Takes what is left of it.</param>
    /// <param name="name">As a member of an object; null for any other value.</param>
    /// <param name="path">All names on the way to it.</param>
    private void Copy(ref Utf8JsonReader reader, Utf8JsonWriter json, string? name, string path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteName(json, name);
                json.WriteStartObject();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string member = reader.GetString()!;
                    reader.Read();
                    Copy(ref reader, json, member, $"{path}.{member}");
                }

                json.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                WriteName(json, name);
                json.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Copy(ref reader, json, name: null, path);
                }

                json.WriteEndArray();
                break;
            case JsonTokenType.Null:
                WriteName(json, name);
                json.WriteNullValue();
                break;
            default:
                CopyPlain(reader, json, name, path);
                break;
        }
    }

    private void CopyPlain(in Utf8JsonReader reader, Utf8JsonWriter json, string? name, string path)
    {
        string text = reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : System.Text.Encoding.ASCII.GetString(reader.ValueSpan);
        if (redact(path, text) is not { } redacted)
        {
            return;
        }

        WriteName(json, name);
        if (redacted == text && reader.TokenType != JsonTokenType.String)
        {
            json.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
        }
        else
        {
            json.WriteStringValue(redacted);
        }
    }

    private static void WriteName(Utf8JsonWriter json, string? name)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }
    }
}
