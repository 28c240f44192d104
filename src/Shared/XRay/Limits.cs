namespace AutoTrace.XRay;

/// <summary>
/// The limits that X-Ray sets. What breaks one is dropped by the service without a word, so AutoTrace keeps to them.
/// Sources: AWS X-Ray developer guide, "AWS X-Ray segment documents"; AWS's segment schema 1.0.0.
/// </summary>
internal static class Limits
{
    /// <summary>A segment document, in bytes of UTF-8.</summary>
    public const int DocumentBytes = 64 * 1024;

    /// <summary>The payload of one IPv4 datagram: 65,535 less 20 bytes of IP header and 8 of UDP header.</summary>
    public const int DatagramBytes = 65_507;

    /// <summary>A document that still fits into a datagram behind its header.</summary>
    public const int DocumentBytesOverUdp = DatagramBytes - 30;

    /// <summary>The name of a segment or subsegment, in characters.</summary>
    public const int NameLength = 200;

    /// <summary>Most strings: url, user_agent, client_ip, method, user.</summary>
    public const int StringLength = 250;

    /// <summary>The value of a string annotation, in characters.</summary>
    public const int AnnotationValueLength = 1000;

    /// <summary>The key of an annotation, in characters.</summary>
    public const int AnnotationKeyLength = 500;

    /// <summary>How many annotations of one trace X-Ray indexes.</summary>
    public const int AnnotationsPerTrace = 50;

    /// <summary>A trace id as text: <c>1-</c>, eight hex digits, <c>-</c>, twenty-four hex digits.</summary>
    public const int TraceIdLength = 35;

    /// <summary>The id of a segment or subsegment as text: sixteen hex digits.</summary>
    public const int SegmentIdLength = 16;

    /// <summary>Documents in one PutTraceSegments call.</summary>
    public const int DocumentsPerBatch = 50;
}
