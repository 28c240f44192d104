using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AutoTrace.Daemon.Web.Answers;

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
        // Whole before the first byte leaves: an error on the way becomes an error answer and not half of one.
        ArrayBufferWriter<byte> body = new();
        using (Utf8JsonWriter json = new(body, s_options))
        {
            write(json);
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
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
