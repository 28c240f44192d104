using System.Diagnostics.CodeAnalysis;

namespace AutoTrace.Export;

/// <summary>A request with segment documents failed as a whole.</summary>
[SuppressMessage(
    "Design", "CA1032", Justification = "Whether sending again can help must be said: no default is right.")]
public sealed class SegmentTransportException : Exception
{
    /// <param name="message">What went wrong, in one line that names the remedy. It goes to the user's log.</param>
    /// <param name="canRetry">See <see cref="CanRetry"/>.</param>
    /// <param name="retryAfter">See <see cref="RetryAfter"/>.</param>
    /// <param name="inner">The cause.</param>
    public SegmentTransportException(
        string message, bool canRetry, TimeSpan? retryAfter = null, Exception? inner = null)
        : base(message, inner)
    {
        CanRetry = canRetry;
        RetryAfter = retryAfter;
    }

    /// <summary>
    /// Whether sending the same documents again can help: after throttling, trouble on the other side, a timeout, a
    /// lost connection, and also where credentials or permissions are missing that somebody may add; what is held then
    /// goes out. False for a request that will never be taken: its documents are given up and counted.
    /// </summary>
    public bool CanRetry { get; }

    /// <summary>How long to wait before the next request, where the other side said so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>
    /// Whether the other side found the request too large (413): its documents then go in two, and later requests are
    /// made no larger than these.
    /// </summary>
    public bool IsTooLarge { get; init; }
}
