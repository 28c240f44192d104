namespace AutoTrace.Generators.Model;

/// <summary>A type on which calls of an untraced interface member or virtual method may be made.</summary>
/// <param name="Type">The expression that answers it.</param>
/// <param name="Body">Documentation id of the traced method that runs; null if none does.</param>
/// <param name="Signature">Of that method, for the reader.</param>
/// <param name="SubsegmentName">What its calls are called in the trace.</param>
/// <param name="Options">What else the runtime has to know of them; null if no traced method runs.</param>
/// <param name="Arguments">Those that are recorded in its subsegment.</param>
internal sealed record Implementation(
    string Type,
    string? Body,
    string Signature,
    string SubsegmentName,
    CallOptions? Options,
    EquatableArray<CapturedArgument> Arguments)
{
    public static Implementation Untraced(string type) =>
        new(type, null, "", "", null, EquatableArray<CapturedArgument>.Empty);
}
