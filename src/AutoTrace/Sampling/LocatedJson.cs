using System.Text;
using System.Text.Json;

namespace AutoTrace.Sampling;

/// <summary>A JSON value that knows in which line it begins, for messages about it.</summary>
internal sealed class LocatedJson
{
    private static readonly JsonReaderOptions s_options =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private LocatedJson(int line, JsonTokenType kind, string text)
    {
        Line = line;
        Kind = kind;
        Text = text;
    }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>For an object or an array the token that it begins with.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>A string's characters; anything else as it is written, of an object or an array the bracket.</summary>
    public string Text { get; }

    /// <summary>Of an object; of keys that it has twice the last.</summary>
    public Dictionary<string, LocatedJson> Members { get; } = [];

    /// <summary>Of an array.</summary>
    public List<LocatedJson> Items { get; } = [];

    /// <exception cref="RuleFileException">It is not JSON.</exception>
    public static LocatedJson Parse(ReadOnlySpan<byte> json)
    {
        json = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
        Utf8JsonReader reader = new(json, s_options);
        Lines lines = new(json);
        try
        {
            reader.Read();
            LocatedJson value = Read(ref reader, ref lines);
            reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            // Its own message goes on with line and position, counted from 0.
            string problem = e.Message.Split(" LineNumber:")[0];
            throw new RuleFileException((int)(e.LineNumber ?? 0) + 1, $"this is not JSON: {problem.TrimEnd('.')}");
        }
        catch (InvalidOperationException)
        {
            throw new RuleFileException(lines.Of(reader.TokenStartIndex), "this text is not valid UTF-8");
        }
    }

    private static LocatedJson Read(ref Utf8JsonReader reader, ref Lines lines)
    {
        int line = lines.Of(reader.TokenStartIndex);
        string text = reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : Encoding.UTF8.GetString(reader.ValueSpan);
        LocatedJson value = new(line, reader.TokenType, text);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string key = reader.GetString()!;
                    reader.Read();
                    value.Members[key] = Read(ref reader, ref lines);
                }

                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Items.Add(Read(ref reader, ref lines));
                }

                break;
        }

        return value;
    }

    /// <summary>Counts lines as far as they are asked for.</summary>
    private ref struct Lines(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private int _counted;
        private int _line = 1;

        public int Of(long position)
        {
            _line += _json[_counted..(int)position].Count((byte)'\n');
            _counted = (int)position;
            return _line;
        }
    }
}
