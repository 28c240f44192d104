using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AutoTrace.XRay;

namespace AutoTrace.Model;

/// <summary>
/// Metadata as JSON, written while the program waits, so that later changes do not show. Whatever the user's code does
/// meanwhile (throw, run in circles, write what is no JSON), the answer is JSON of bounded size.
/// </summary>
internal static class MetadataValue
{
    /// <summary>As deep as System.Text.Json goes by itself; a circle ends here, whatever its options say.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
    };

    /// <param name="value">What to write.</param>
    /// <param name="write">Writes it as one JSON value.</param>
    public static byte[] Of<TValue>(TValue value, Action<Utf8JsonWriter, TValue> write)
    {
        BoundedBuffer buffer = new(Limits.DocumentBytes);
        try
        {
            // Not disposed, which would write on after a failure.
            Utf8JsonWriter json = new(buffer, s_options);
            write(json, value);
            json.Flush();
            return IsOneJsonValue(buffer.Written)
                ? buffer.Written.ToArray()
                : Remark("not serialisable: no JSON value was written");
        }
        catch (BoundedBuffer.TooLargeException)
        {
            return Remark($"too large: more than {Limits.DocumentBytes} bytes");
        }
        catch (Exception failure)
        {
            // A getter that throws, a cycle: the trace says so, the program goes on.
            return Remark($"not serialisable: {failure.GetType().Name}");
        }
    }

    private static byte[] Remark(string text) =>
        [(byte)'"', .. JsonEncodedText.Encode(text, s_options.Encoder).EncodedUtf8Bytes, (byte)'"'];

    // It is copied into the document as it is: a converter that writes raw text must not break what stands around it.
    private static bool IsOneJsonValue(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || !Utf8.IsValid(json))
        {
            return false;
        }

        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
        }

        return true;
    }
}
