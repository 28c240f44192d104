using System.Text;
using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis.Text;

namespace AutoTrace.Generators.Emission;

/// <summary>Writes C# line by line, indented by its blocks.</summary>
internal sealed class CodeWriter
{
    private static readonly Encoding s_encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        // Never Environment.NewLine: the same source gives the same text on every machine.
        _text.Append('\n');
    }

    public void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }
    }

    /// <summary>Writes the line, an opening brace, and indents what follows until <see cref="Close()"/>.</summary>
    public void Open(string line)
    {
        Line(line);
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    /// <summary>Begins another part of a type; ends with <see cref="Close(PartialType)"/>.</summary>
    public void Open(PartialType type)
    {
        foreach (string header in Headers(type))
        {
            Open(header);
        }
    }

    public void Close(PartialType type)
    {
        foreach (string _ in Headers(type))
        {
            Close();
        }
    }

    public SourceText ToSourceText() => SourceText.From(_text.ToString(), s_encoding);

    private static IEnumerable<string> Headers(PartialType type) =>
        type.Namespace.Length == 0 ? type.Headers : type.Headers.Prepend($"namespace {type.Namespace}");
}
