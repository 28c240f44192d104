using System.Text.Json;
using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Web.Answers;

/// <summary>Answers to what senders put in.</summary>
internal static class IngestJson
{
    public static void WriteUnprocessed(List<Rejection> unprocessed, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("UnprocessedTraceSegments");
        foreach (Rejection rejection in unprocessed)
        {
            json.WriteStartObject();
            if (rejection.Id is { } id)
            {
                json.WriteString("Id", id);
            }

            json.WriteString("ErrorCode", rejection.Code);
            json.WriteString("Message", $"Invalid segment. ErrorCode: {rejection.Code}: {rejection.Reason}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteEmpty(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }
}
