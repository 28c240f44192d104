namespace AutoTrace.Daemon.Decode;

/// <summary>Durations as whole microseconds: what is left of an epoch time in a double, and exact to add up.</summary>
internal static class Microsecond
{
    public static long Between(double start, double end) => Math.Max(0, FromSeconds(end - start));

    public static long FromSeconds(double seconds) => (long)Math.Round(seconds * 1e6);

    public static double ToSeconds(long microseconds) => Math.Round(microseconds / 1e6, 6);
}
