using Shop.Launch;

namespace Shop.Check;

/// <summary>Compares what the daemon shows, over its API alone, with what the shop did.</summary>
internal static class ShopCheck
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Looks until everything is as expected, for 15 s at most, and writes a line for each expectation.
    /// </summary>
    public static async Task<bool> PassesAsync(
        Uri daemon, DateTimeOffset since, IReadOnlyDictionary<string, SentReport> reports)
    {
        List<Expectation> expectations =
        [
            .. MapExpectations.All,
            .. KindExpectations.All,
            .. JourneyExpectations.All,
            .. ReceivedExpectations.For(reports),
        ];
        using XRayApi api = new(daemon, since);
        using CancellationTokenSource patience = new(s_patience);
        while (true)
        {
            bool isLast = patience.IsCancellationRequested;
            Snapshot snapshot = await Snapshot.TakeAsync(api);
            List<Finding> findings = [.. expectations.Select(expectation => expectation.Look(snapshot))];
            if (isLast || findings.TrueForAll(finding => finding.Holds))
            {
                foreach ((Expectation expectation, Finding finding) in expectations.Zip(findings))
                {
                    Console.WriteLine(expectation.Describe(finding));
                }

                return findings.TrueForAll(finding => finding.Holds);
            }

            await Task.Delay(s_pause, CancellationToken.None);
        }
    }
}
