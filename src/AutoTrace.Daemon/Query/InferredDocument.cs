using System.Buffers;
using System.Text.Json;
using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Query.Graph;
using AutoTrace.XRay;

namespace AutoTrace.Daemon.Query;

/// <summary>
/// Writes the segment that X-Ray infers for a call without an answer: the call's name, times, outcome and blocks, an id
/// of its own, and the call as its parent.
/// </summary>
internal static class InferredDocument
{
    public static void Write(TraceId trace, TraceNode call, Utf8JsonWriter json)
    {
        Entity entity = call.Entity;
        json.WriteStartObject();
        json.WriteString(FieldNames.Id, Inference.Id(trace, entity.Id).ToString());
        json.WriteString(FieldNames.Name, entity.Name);
        json.WriteString(FieldNames.TraceId, trace.ToString());
        json.WriteString(FieldNames.ParentId, entity.Id.ToString());
        json.WriteBoolean(FieldNames.Inferred, true);
        if (Inference.Origin(entity) is { } origin)
        {
            json.WriteString(FieldNames.Origin, origin);
        }

        RawProperties properties = new(call.Document.Json.AsSpan(entity.Offset, entity.Length));
        while (properties.MoveNext())
        {
            if (properties.NameIs(FieldNames.Aws))
            {
                WriteAws(entity, properties.RawValue, json);
            }
            else if (NameOfCopied(properties) is { IsEmpty: false } name)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(properties.RawValue, skipInputValidation: true);
            }
        }

        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> NameOfCopied(RawProperties property) =>
        property.NameIs(FieldNames.StartTime) ? FieldNames.StartTime
        : property.NameIs(FieldNames.EndTime) ? FieldNames.EndTime
        : property.NameIs(FieldNames.Http) ? FieldNames.Http
        : property.NameIs(FieldNames.Sql) ? FieldNames.Sql
        : property.NameIs(FieldNames.Fault) ? FieldNames.Fault
        : property.NameIs(FieldNames.Error) ? FieldNames.Error
        : property.NameIs(FieldNames.Throttle) ? FieldNames.Throttle
        : default;

    /// <summary>The block as sent, and the table among <c>resource_names</c> if the sender did not say so.</summary>
    private static void WriteAws(Entity call, ReadOnlySpan<byte> aws, Utf8JsonWriter json)
    {
        json.WritePropertyName(FieldNames.Aws);
        if (call.Aws is not { TableName: { } table, ResourceName: null })
        {
            json.WriteRawValue(aws, skipInputValidation: true);
            return;
        }

        json.WriteStartObject();
        RawProperties properties = new(aws);
        while (properties.MoveNext())
        {
            if (!properties.NameIs(FieldNames.ResourceNames))
            {
                json.WritePropertyName(properties.Name);
                json.WriteRawValue(properties.RawValue, skipInputValidation: true);
            }
        }

        json.WriteStartArray(FieldNames.ResourceNames);
        json.WriteStringValue(table);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
