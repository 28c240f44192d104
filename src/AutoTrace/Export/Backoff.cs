namespace AutoTrace.Export;

/// <summary>
/// The pause after something failed: a second, then twice as long every time, up to a minute. For one thread.
/// </summary>
internal sealed class Backoff(TimeProvider clock)
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private TimeSpan _pause;
    private long _since;

    /// <summary>Whether it may be tried again.</summary>
    public bool IsOver => _pause == TimeSpan.Zero || clock.GetElapsedTime(_since) >= _pause;

    public void Succeeded() => _pause = TimeSpan.Zero;

    public void Failed()
    {
        _since = clock.GetTimestamp();
        _pause = _pause == TimeSpan.Zero ? s_first : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, s_longest.Ticks));
    }
}
