using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AutoTrace.XRay;

namespace AutoTrace.Daemon.Decode;

/// <summary>A datagram to the daemon: a header line that says "JSON, version 1", then one document.</summary>
internal static class Datagram
{
    private const string Header = """{"format":"json","version":1}""";

    private static readonly Rejection s_empty = new("MalformedDatagram", "the datagram is empty");

    private static readonly Rejection s_noLine = new(
        "MalformedDatagram", $"no document after a header line: expected {Header}, a line feed, a document");

    private static readonly Rejection s_badHeader = new("MalformedDatagram", $"the header line is not {Header}");

    /// <summary>Takes the header off. Never throws.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> datagram, out ReadOnlySpan<byte> document, [NotNullWhen(false)] out Rejection? rejection)
    {
        rejection = null;
        if (!DatagramHeader.TrySplit(datagram, out ReadOnlySpan<byte> header, out document))
        {
            rejection = datagram.IsEmpty ? s_empty : s_noLine;
        }
        else if (!header.SequenceEqual(DatagramHeader.Bytes[..^1]) && !IsJsonVersion1(header))
        {
            rejection = s_badHeader;
        }

        return rejection is null;
    }

    /// <summary>Senders write the header with or without blanks, in any order and case of the format's name.</summary>
    private static bool IsJsonVersion1(ReadOnlySpan<byte> header)
    {
        try
        {
            Utf8JsonReader json = new(header);
            JsonElement line = JsonElement.ParseValue(ref json);
            return line.ValueKind == JsonValueKind.Object
                && line.TryGetProperty("format", out JsonElement format)
                && format.ValueKind == JsonValueKind.String
                && string.Equals(format.GetString(), "json", StringComparison.OrdinalIgnoreCase)
                && line.TryGetProperty("version", out JsonElement version)
                && version.ValueKind == JsonValueKind.Number
                && version.TryGetInt32(out int number)
                && number == 1;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
