namespace AutoTrace;

/// <summary>
/// What became of every record, a segment or a subsegment each counted once when its segment is finished:
/// <c>Produced = Sent + NotKept + Dropped</c>, exactly, once nothing is in flight. With a spool
/// (<see cref="Export.BatchOptions.SpoolFolder"/>), which other processes write to and read from as well:
/// <c>Produced + TakenFromSpool = Sent + NotKept + Dropped + Spooled</c>.
/// </summary>
/// <remarks>A snapshot; see <see cref="AutoTraceRuntime.Counters"/>.</remarks>
public readonly record struct TraceCounters
{
    /// <summary>
    /// Records of finished segments. Of an unsampled segment that was not held (see
    /// <see cref="AutoTraceOptions.TailKeep"/>) only the segment itself: nothing else was recorded.
    /// </summary>
    public long Produced { get; init; }

    /// <summary>Accepted by the kernel (UDP) or acknowledged (HTTP).</summary>
    public long Sent { get; init; }

    /// <summary>
    /// Left out by the sampling decision, or for being shorter than <see cref="TracedAttribute.MinimumMilliseconds"/>.
    /// </summary>
    public long NotKept { get; init; }

    /// <summary>Lost, for whatever reason: the sum of the following.</summary>
    public long Dropped =>
        DroppedQueueFull + DroppedDocumentTooLarge + DroppedRefused + DroppedExportFailed + DroppedBufferFull +
        DroppedSpoolFull + DroppedInvalid + DroppedShutdown;

    /// <summary>Lost because segments were closed faster than they could be written.</summary>
    public long DroppedQueueFull { get; init; }

    /// <summary>
    /// Lost because the system takes no datagram of that size; smaller documents are made from then on.
    /// </summary>
    public long DroppedDocumentTooLarge { get; init; }

    /// <summary>Lost because nobody listened at the daemon's address, or X-Ray did not accept the document.</summary>
    public long DroppedRefused { get; init; }

    /// <summary>Lost because sending failed otherwise.</summary>
    public long DroppedExportFailed { get; init; }

    /// <summary>
    /// Lost because documents were not taken as fast as they came, or not at all, and more waited than
    /// <see cref="Export.BatchOptions.HeldBytes"/>. The oldest traces were dropped.
    /// </summary>
    public long DroppedBufferFull { get; init; }

    /// <summary>
    /// Lost because the spool took more than <see cref="Export.BatchOptions.SpoolBytes"/>. The oldest files were deleted,
    /// of whichever process.
    /// </summary>
    public long DroppedSpoolFull { get; init; }

    /// <summary>Lost because the segment could not be written as a document.</summary>
    public long DroppedInvalid { get; init; }

    /// <summary>Lost because the runtime had been stopped, or its stop ran out of time.</summary>
    public long DroppedShutdown { get; init; }

    /// <summary>
    /// Written to the spool. What comes back from it counts in <see cref="TakenFromSpool"/>, there where it comes back;
    /// a record may go there several times.
    /// </summary>
    public long Spooled { get; init; }

    /// <summary>Read back from the spool, whichever process had written it.</summary>
    public long TakenFromSpool { get; init; }

    /// <summary>
    /// Stretches in files of the spool that could not be read, no records: how many were in them nobody knows. A process
    /// that is killed while it writes leaves one.
    /// </summary>
    public long SpoolDamaged { get; init; }

    /// <summary>
    /// Losses of detail, no records: annotations beyond 50 on a span, NaN and infinite ones, metadata that fitted into
    /// no document, what a segment of 4 MB was given on top, and values that
    /// <see cref="AutoTraceOptions.Redact"/> failed on.
    /// </summary>
    public long DetailsLeftOut { get; init; }

    /// <summary>
    /// Losses of detail, no records: calls that were sent as a number only, because their segment was larger than X-Ray
    /// takes (400 KB): those of one method below one parent become one subsegment with count, total and maximum. Part
    /// of <see cref="Sent"/>, or of whatever became of the segment.
    /// </summary>
    public long Folded { get; init; }

    /// <summary>
    /// Unsampled segments that would not have been kept however they ended, because the memory for holding them was
    /// used up: <see cref="AutoTraceOptions.TailKeepBytes"/>, <see cref="AutoTraceOptions.TailKeepBytesPerSegment"/>.
    /// </summary>
    public long TailKeepGaveWay { get; init; }

    /// <summary>Traced calls that found no open segment and were not recorded.</summary>
    public long CallsWithoutSegment { get; init; }

    /// <summary>Annotations, outcomes and ends that came after their span had ended.</summary>
    public long WritesTooLate { get; init; }
}
