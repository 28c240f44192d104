using System.Globalization;

namespace AutoTrace.Model;

/// <summary>What an annotation says: a text, a number or a boolean.</summary>
internal readonly struct AnnotationValue
{
    private AnnotationValue(AnnotationKind kind, long bits, string? text = null)
    {
        Kind = kind;
        Bits = bits;
        Text = text;
    }

    public AnnotationKind Kind { get; }

    /// <summary>An integer itself, a double's bits, 0 or 1.</summary>
    public long Bits { get; }

    public string? Text { get; }

    public double Double => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>What it keeps alive beside itself.</summary>
    public int Bytes => (Text?.Length ?? 0) * sizeof(char);

    public static AnnotationValue Of(string value) => new(AnnotationKind.Text, 0, value);

    public static AnnotationValue Of(long value) => new(AnnotationKind.Integer, value);

    public static AnnotationValue Of(double value) =>
        new(AnnotationKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static AnnotationValue Of(bool value) => new(AnnotationKind.Boolean, value ? 1 : 0);

    /// <summary>Beyond the greatest long as the nearest double.</summary>
    public static AnnotationValue Of(ulong value) => value <= long.MaxValue ? Of((long)value) : Of((double)value);

    /// <summary>By the kind of the value; null for one that has neither kind nor text.</summary>
    public static AnnotationValue? OfAny(object value) => value switch
    {
        string text => Of(text),
        bool flag => Of(flag),
        sbyte or short or int or long or byte or ushort or uint => Of(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        nint number => Of(number),
        ulong number => Of(number),
        nuint number => Of(number),
        float or double or decimal => Of(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        IFormattable formattable => AnnotationText.Of(formattable) is { } text ? Of(text) : null,
        _ => null,
    };

    /// <summary>As JSON has it, without quotes.</summary>
    public override string ToString() => Kind switch
    {
        AnnotationKind.Text => Text!,
        AnnotationKind.Integer => Bits.ToString(CultureInfo.InvariantCulture),
        AnnotationKind.Double => Double.ToString(CultureInfo.InvariantCulture),
        _ => Bits != 0 ? "true" : "false",
    };

    /// <summary>One whose parts lay elsewhere.</summary>
    public static AnnotationValue FromParts(AnnotationKind kind, long bits, string? text) => new(kind, bits, text);
}

/// <summary>What an <see cref="AnnotationValue"/> is.</summary>
internal enum AnnotationKind
{
    Text,
    Integer,
    Double,
    Boolean,
}
