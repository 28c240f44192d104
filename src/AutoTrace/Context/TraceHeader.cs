using System.Buffers;
using System.Globalization;
using System.Text;

namespace AutoTrace;

/// <summary>
/// X-Ray's trace header, <c>X-Amzn-Trace-Id:
/// Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1</c>, which carries a trace from one
/// service to the next. Source: AWS X-Ray developer guide, "Tracing header".
/// </summary>
public readonly record struct TraceHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "X-Amzn-Trace-Id";

    private static readonly SearchValues<char> s_lowerHex = SearchValues.Create("0123456789abcdef");

    // Headers can come from anybody. What is longer than this is no trace header.
    private const int MaxLength = 2048;

    /// <summary>The trace.</summary>
    public TraceId Root { get; init; }

    /// <summary>The calling segment or subsegment. Empty in what a load balancer sends.</summary>
    public SegmentId Parent { get; init; }

    /// <summary>Whether the trace is recorded.</summary>
    public SamplingDecision Sampled { get; init; }

    /// <summary>
    /// Fields that AutoTrace does not know (<c>Lineage=…</c>), joined by semicolons, to be passed on as they came; null
    /// for none. <c>Self</c>, a load balancer's own, is left out.
    /// </summary>
    public string? ExtraFields { get; init; }

    /// <summary>
    /// Reads a header: fields in any order and case, blanks around them allowed, unknown fields kept. Never throws.
    /// </summary>
    /// <returns>
    /// False without a valid <c>Root</c>, with a field twice, with a <c>Parent</c> that is no id, or over 2,048
    /// characters. A field without <c>=</c> is passed over.
    /// </returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TraceHeader header)
    {
        header = default;
        if (text.Length > MaxLength)
        {
            return false;
        }

        TraceHeader read = default;
        bool parentSeen = false;
        bool sampledSeen = false;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf(';');
            ReadOnlySpan<char> field = (end < 0 ? text : text[..end]).Trim();
            text = end < 0 ? default : text[(end + 1)..];

            int equals = field.IndexOf('=');
            if (equals <= 0)
            {
                continue;
            }

            ReadOnlySpan<char> key = field[..equals].TrimEnd();
            ReadOnlySpan<char> value = field[(equals + 1)..].TrimStart();
            if (key.Equals("Root", StringComparison.OrdinalIgnoreCase))
            {
                if (!read.Root.IsEmpty || !TraceId.TryParse(value, out TraceId root))
                {
                    return false;
                }

                read = read with { Root = root };
            }
            else if (key.Equals("Parent", StringComparison.OrdinalIgnoreCase))
            {
                if (parentSeen || !SegmentId.TryParse(value, out SegmentId parent))
                {
                    return false;
                }

                parentSeen = true;
                read = read with { Parent = parent };
            }
            else if (key.Equals("Sampled", StringComparison.OrdinalIgnoreCase))
            {
                if (sampledSeen || !TryReadDecision(value, out SamplingDecision decision))
                {
                    return false;
                }

                sampledSeen = true;
                read = read with { Sampled = decision };
            }
            else if (!key.Equals("Self", StringComparison.OrdinalIgnoreCase) && IsPrintable(field))
            {
                read = read with { ExtraFields = read.ExtraFields is null ? field.ToString() : $"{read.ExtraFields};{field}" };
            }
        }

        if (read.Root.IsEmpty)
        {
            return false;
        }

        header = read;
        return true;
    }

    /// <summary>
    /// Reads W3C's <c>traceparent</c>, version 00 or what a later version has in common with it. Never throws.
    /// Source: W3C Trace Context, section 3.2.
    /// </summary>
    public static bool TryParseTraceparent(ReadOnlySpan<char> text, out TraceHeader header)
    {
        header = default;
        text = text.Trim();
        bool isVersion0 = text.StartsWith("00", StringComparison.Ordinal);
        if (text.Length < 55 || text.Length > MaxLength ||
            (isVersion0 ? text.Length != 55 : text.Length > 55 && text[55] != '-') ||
            text[2] != '-' || text[35] != '-' || text[52] != '-' ||
            !IsLowerHex(text[..2]) || text.StartsWith("ff", StringComparison.Ordinal) ||
            !IsLowerHex(text[3..35]) || !IsLowerHex(text[36..52]) || !IsLowerHex(text[53..55]) ||
            !TraceId.TryParseW3C(text[3..35], out TraceId root) ||
            !SegmentId.TryParse(text[36..52], out SegmentId parent))
        {
            return false;
        }

        bool sampled = (byte.Parse(text[53..55], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & 1) != 0;
        header = new TraceHeader
        {
            Root = root,
            Parent = parent,
            Sampled = sampled ? SamplingDecision.Sampled : SamplingDecision.NotSampled,
        };
        return true;
    }

    /// <summary>The header's value. Fields that are empty or unknown are left out.</summary>
    public override string ToString()
    {
        StringBuilder text = new(100);
        text.Append("Root=").Append(Root);
        if (!Parent.IsEmpty)
        {
            text.Append(";Parent=").Append(Parent);
        }

        text.Append(Sampled switch
        {
            SamplingDecision.Sampled => ";Sampled=1",
            SamplingDecision.NotSampled => ";Sampled=0",
            SamplingDecision.Requested => ";Sampled=?",
            _ => string.Empty,
        });
        if (ExtraFields is not null)
        {
            text.Append(';').Append(ExtraFields);
        }

        return text.ToString();
    }

    /// <summary>
    /// W3C's <c>traceparent</c> for the same trace, parent and decision. Needs a <see cref="Parent"/>.
    /// </summary>
    public string ToTraceparent() =>
        $"00-{Root.ToW3CString()}-{Parent}-{(Sampled == SamplingDecision.Sampled ? "01" : "00")}";

    private static bool TryReadDecision(ReadOnlySpan<char> value, out SamplingDecision decision)
    {
        decision = value switch
        {
            "0" => SamplingDecision.NotSampled,
            "1" => SamplingDecision.Sampled,
            "?" => SamplingDecision.Requested,
            _ => SamplingDecision.Unknown,
        };
        return decision != SamplingDecision.Unknown;
    }

    private static bool IsLowerHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(s_lowerHex);

    // Goes into an outgoing header as it is: nothing that could end the line.
    private static bool IsPrintable(ReadOnlySpan<char> field) => field.IndexOfAnyExceptInRange(' ', '~') < 0;
}
