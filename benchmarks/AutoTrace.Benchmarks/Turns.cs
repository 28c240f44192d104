namespace AutoTrace.Benchmarks;

/// <summary>Measures in turns, round by round, so that what else the machine does is the same for each.</summary>
internal static class Turns
{
    /// <param name="warmUps">Rounds before the first, for the JIT, that do not count.</param>
    /// <param name="rounds">Those that count.</param>
    /// <param name="measures">What takes turns.</param>
    /// <returns>For each measure its rounds.</returns>
    public static T[][] Take<T>(int warmUps, int rounds, params Func<T>[] measures)
    {
        T[][] all = [.. Enumerable.Range(0, warmUps + rounds)
            .Select(_ => measures.Select(measure => measure()).ToArray())];
        return [.. measures.Select((_, i) => all.Skip(warmUps).Select(round => round[i]).ToArray())];
    }

    public static double Median(IEnumerable<double> rounds)
    {
        double[] ordered = [.. rounds.Order()];
        return ordered[ordered.Length / 2];
    }
}
