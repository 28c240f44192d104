using System.ComponentModel;
using AutoTrace.Model;

namespace AutoTrace.CompilerServices;

/// <summary>
/// What is known at compile time about a traced method, made once per method and shared by its calls: the hot path passes
/// a reference and never touches the name.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Callsite
{
    /// <summary>Describes a traced method.</summary>
    /// <param name="name">The subsegment's name, UTF-8. Characters that X-Ray refuses are replaced by <c>_</c>.</param>
    /// <param name="traits">What the generator could prove.</param>
    public Callsite(ReadOnlySpan<byte> name, CallsiteTraits traits = CallsiteTraits.None)
    {
        Name = SpanName.FromUtf8(name);
        Traits = traits;
    }

    internal SpanName Name { get; }

    internal CallsiteTraits Traits { get; }
}
