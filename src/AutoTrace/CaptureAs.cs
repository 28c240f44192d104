namespace AutoTrace;

/// <summary>What becomes of the values that a traced method captures without an attribute each.</summary>
public enum CaptureAs
{
    /// <summary>Annotations: X-Ray indexes them, 50 to a trace, 1,000 characters each.</summary>
    Annotations,

    /// <summary>Metadata: X-Ray stores them without an index, up to 64 KB each.</summary>
    Metadata,
}
