using System.Text.Encodings.Web;
using System.Text.Json;

namespace AutoTrace.Daemon.Web;

/// <summary>Writes JSON answers and X-Ray's form of an error: a Message, and the type in a header.</summary>
internal static class JsonAnswer
{
    // The relaxed encoder keeps documents within documents legible: \" and not \u0022. Nothing here goes into HTML.
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = int.MaxValue,
    };

    public static JsonWriterOptions WriterOptions => s_options;

    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = "application/json";
        await using Utf8JsonWriter json = new(context.Response.BodyWriter, s_options);
        write(json);
    }

    public static Task WriteErrorAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-amzn-ErrorType"] = type;
        return WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("Message", message);
            json.WriteEndObject();
        });
    }
}
