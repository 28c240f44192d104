namespace AutoTrace.Model;

/// <summary>
/// An exception in words, taken when it passed: the worker must not read a live exception that user code is still
/// throwing.
/// </summary>
internal sealed class ExceptionDescription
{
    // Longer chains are cut: X-Ray shows a handful.
    private const int MaxChain = 8;

    // The exception itself with the frames that it keeps, and the description.
    private const int ExceptionBytes = 500;

    private ExceptionDescription(ulong id, string type, string message, string? stackTrace, bool isRemote)
    {
        IsRemote = isRemote;
        Id = id;
        Type = type;
        Message = message;
        StackTrace = stackTrace;
    }

    public ulong Id { get; }

    public string Type { get; }

    public string Message { get; }

    /// <summary>The text of <see cref="Exception.StackTrace"/>; the worker parses it into frames.</summary>
    public string? StackTrace { get; }

    /// <summary>Whether the called service threw it.</summary>
    public bool IsRemote { get; }

    /// <summary>The inner exception, if any.</summary>
    public ExceptionDescription? Cause { get; private set; }

    /// <summary>About what the exception and its description take, causes included.</summary>
    public int Bytes =>
        ExceptionBytes + ((Message.Length + (StackTrace?.Length ?? 0)) * sizeof(char)) + (Cause?.Bytes ?? 0);

    public static ExceptionDescription Of(Exception exception, ulong id, bool isRemote)
    {
        ExceptionDescription outermost = Describe(exception, id, isRemote);
        ExceptionDescription last = outermost;
        Exception? inner = exception.InnerException;
        for (int depth = 1; inner is not null && depth < MaxChain; depth++, inner = inner.InnerException)
        {
            last.Cause = Describe(inner, SegmentId.New().Value, isRemote: false);
            last = last.Cause;
        }

        return outermost;
    }

    private static ExceptionDescription Describe(Exception exception, ulong id, bool isRemote) => new(
        id,
        exception.GetType().FullName ?? exception.GetType().Name,
        Read(static e => e.Message, exception) ?? string.Empty,
        Read(static e => e.StackTrace, exception),
        isRemote);

    private static string? Read(Func<Exception, string?> property, Exception exception)
    {
        try
        {
            return property(exception);
        }
        catch (Exception)
        {
            // Both properties are virtual: a user's override may throw.
            return null;
        }
    }
}
