namespace AutoTrace.Daemon.Decode;

/// <summary>
/// A segment or subsegment as decoded. Written by <see cref="EntityReader"/> alone, read-only and shared from then on.
/// </summary>
internal sealed class Entity
{
    private static readonly List<Entity> s_none = [];
    private List<Entity> _subsegments = s_none;

    public SegmentId Id { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Epoch seconds.</summary>
    public double StartTime { get; set; } = double.NaN;

    /// <summary>Epoch seconds; null while in progress.</summary>
    public double? EndTime { get; set; }

    /// <summary>Whether <c>in_progress</c> is true; an end time says otherwise.</summary>
    public bool MarkedInProgress { get; set; }

    public bool Fault { get; set; }

    public bool Error { get; set; }

    public bool Throttle { get; set; }

    public string? Namespace { get; set; }

    public string? Origin { get; set; }

    public string? User { get; set; }

    public HttpBlock? Http { get; set; }

    public AwsBlock? Aws { get; set; }

    public bool HasSql { get; set; }

    public List<Annotation>? Annotations { get; set; }

    /// <summary>The embedded subsegments, in the document's order.</summary>
    public IReadOnlyList<Entity> Subsegments => _subsegments;

    /// <summary>The entity in whose <c>subsegments</c> this one stands; null for a document's outermost.</summary>
    public Entity? Enclosing { get; private set; }

    /// <summary>Where this entity's object begins in the document, in bytes.</summary>
    public int Offset { get; set; }

    /// <summary>How long it is, in bytes.</summary>
    public int Length { get; set; }

    public void Embed(Entity subsegment)
    {
        if (ReferenceEquals(_subsegments, s_none))
        {
            _subsegments = [];
        }

        _subsegments.Add(subsegment);
        subsegment.Enclosing = this;
    }

    public bool InProgress => EndTime is null;

    /// <summary>A call that left the service: to an AWS service or to another downstream.</summary>
    public bool IsDownstreamCall => Namespace is "aws" or "remote";

    /// <summary>End less start in microseconds, never below zero: whole numbers add up alike in any order.</summary>
    public long Microseconds => EndTime is { } end ? Microsecond.Between(StartTime, end) : 0;

}
