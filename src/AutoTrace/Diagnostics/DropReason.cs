namespace AutoTrace.Diagnostics;

/// <summary>Why records did not leave the process. Every loss has exactly one.</summary>
internal enum DropReason
{
    /// <summary>
    /// More segments were closed than the worker could take; raise <see cref="AutoTraceOptions.QueueCapacity"/>.
    /// </summary>
    QueueFull,

    /// <summary>The system takes no datagram of that size.</summary>
    DocumentTooLarge,

    /// <summary>Nobody listened at the daemon's address, or X-Ray did not accept the document.</summary>
    Refused,

    /// <summary>The exporter reported an error.</summary>
    ExportFailed,

    /// <summary>
    /// Documents were not taken as fast as they came, or not at all; the oldest traces gave way:
    /// <see cref="Export.BatchOptions.HeldBytes"/>.
    /// </summary>
    BufferFull,

    /// <summary>
    /// What could not be sent took more room on the disk than it may; the oldest files gave way:
    /// <see cref="Export.BatchOptions.SpoolBytes"/>.
    /// </summary>
    SpoolFull,

    /// <summary>The segment could not be written as a document.</summary>
    Invalid,

    /// <summary>The runtime had been stopped, or its stop ran out of time.</summary>
    Shutdown,
}

internal static class DropReasons
{
    /// <summary>Every reason, in order. Written down: <c>Enum.GetValues</c> takes the start of a process a millisecond.</summary>
    public static readonly DropReason[] All =
    [
        DropReason.QueueFull, DropReason.DocumentTooLarge, DropReason.Refused, DropReason.ExportFailed,
        DropReason.BufferFull, DropReason.SpoolFull, DropReason.Invalid, DropReason.Shutdown,
    ];
}
