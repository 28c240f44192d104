using System.Runtime.CompilerServices;

namespace AutoTrace.Tests.Shared;

/// <summary>
/// Waits for what announces itself by no event. The only place where tests poll: where an event, a task or
/// <see cref="Arrivals{T}"/> can tell, wait on that.
/// </summary>
internal static class Eventually
{
    /// <summary>How long tests wait for what should take milliseconds: 30 s, for machines that are busy.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">The condition was false until the deadline.</exception>
    public static Task TrueAsync(
        Func<bool> condition,
        TimeSpan? deadline = null,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        EqualAsync(true, condition, deadline, what);

    /// <exception cref="TimeoutException">The value was another until the deadline; the message names it.</exception>
    public static async Task EqualAsync<T>(
        T expected,
        Func<T> actual,
        TimeSpan? deadline = null,
        [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        TimeSpan patience = deadline ?? Deadline;
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            bool last = TimeProvider.System.GetElapsedTime(start) >= patience;
            T seen = actual();
            if (EqualityComparer<T>.Default.Equals(expected, seen))
            {
                return;
            }

            if (last)
            {
                throw new TimeoutException(
                    $"Not within {patience.TotalSeconds} s: {what}: expected {expected}, saw {seen}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}
