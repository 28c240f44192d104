using System.ComponentModel;
using AutoTrace.Model;

namespace AutoTrace.CompilerServices;

/// <summary>
/// What is known at compile time about a traced method, made once per method and shared by its calls: the hot path
/// passes a reference and never touches the name.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Callsite
{
    /// <summary>Describes a traced method.</summary>
    /// <param name="name">The subsegment's name, UTF-8. Characters that X-Ray refuses are replaced by <c>_</c>.</param>
    /// <param name="traits">What the generator could prove.</param>
    public Callsite(ReadOnlySpan<byte> name, CallsiteTraits traits = CallsiteTraits.None)
        : this(name, traits, [])
    {
    }

    /// <summary>Describes a traced method that interfaces or base classes take part in.</summary>
    /// <param name="name">The subsegment's name, UTF-8.</param>
    /// <param name="traits">What the generator could prove.</param>
    /// <param name="slots">
    /// Documentation ids of traced members: at a call, the one that is called; in a body, those that it implements.
    /// </param>
    public Callsite(ReadOnlySpan<byte> name, CallsiteTraits traits, params string[] slots)
    {
        Name = SpanName.FromUtf8(name);
        StartsNoFlow = (traits & CallsiteTraits.StartsNoFlow) != 0;
        Slots = slots;
    }

    /// <summary>See <see cref="TracedAttribute.Level"/>.</summary>
    public TracedLevel Level
    {
        get => Options.Level;
        init => Options = Options with { Level = value };
    }

    /// <summary>See <see cref="TracedAttribute.Namespace"/>.</summary>
    public SubsegmentNamespace Namespace
    {
        get => Options.Namespace;
        init => Options = Options with { Namespace = value, Flags = value.ToFlags() };
    }

    /// <summary>See <see cref="TracedAttribute.MinimumMilliseconds"/>.</summary>
    public int MinimumMilliseconds
    {
        get => Options.MinimumMilliseconds;
        init => Options = Options with { MinimumMilliseconds = value };
    }

    /// <summary>See <see cref="TracedAttribute.NewSegment"/>.</summary>
    public bool NewSegment
    {
        get => Options.OpensSegment;
        init => Options = Options with { OpensSegment = value };
    }

    /// <summary>The key under which <see cref="TracedCall.CaptureResult"/> annotates; null for not at all.</summary>
    public string? ResultAnnotation
    {
        get => Options.ResultAnnotation;
        init => Options = Options with { ResultAnnotation = value };
    }

    /// <summary>
    /// The key under which <see cref="TracedCall.CaptureResult"/> adds metadata; null for not at all.
    /// </summary>
    public string? ResultMetadata
    {
        get => Options.ResultMetadata;
        init => Options = Options with { ResultMetadata = value };
    }

    internal SpanName Name { get; }

    internal SpanOptions Options { get; private init; } = SpanOptions.Default;

    internal bool StartsNoFlow { get; }

    internal string[] Slots { get; }

    internal bool Implements(string slot)
    {
        foreach (string own in Slots)
        {
            if (own == slot)
            {
                return true;
            }
        }

        return false;
    }
}
