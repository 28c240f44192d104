using System.Text.Json;
using AutoTrace.XRay;

namespace AutoTrace.Daemon.Query;

/// <summary>Walks the properties of one JSON object without decoding them.</summary>
internal ref struct RawProperties
{
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private Utf8JsonReader _name;

    public RawProperties(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Limits.DocumentBytes });
        _reader.Read();
    }

    /// <summary>Name, colon and value as they stand.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>The value as it stands.</summary>
    public ReadOnlySpan<byte> RawValue { get; private set; }

    public readonly string Name => _name.GetString()!;

    public readonly bool NameIs(ReadOnlySpan<byte> name) => _name.ValueTextEquals(name);

    public bool MoveNext()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        _name = _reader;
        int start = (int)_reader.TokenStartIndex;
        _reader.Read();
        int value = (int)_reader.TokenStartIndex;
        _reader.Skip();
        int end = (int)_reader.BytesConsumed;
        Raw = _json[start..end];
        RawValue = _json[value..end];
        return true;
    }
}
