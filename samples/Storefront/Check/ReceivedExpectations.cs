using Shop.Launch;

namespace Shop.Check;

/// <summary>Nothing is lost: what a service finished it has sent, and what it has sent can be read back.</summary>
internal static class ReceivedExpectations
{
    public static IEnumerable<Expectation> For(IReadOnlyDictionary<string, SentReport> reports)
    {
        foreach (string service in ServiceHost.Names)
        {
            SentReport? report = reports.GetValueOrDefault(service);
            string expected = report is null
                ? "its own count of records when it stops"
                : $"every record that it finished ({report.Produced} but {report.NotKept} too short ones), one at least";
            yield return new Expectation($"received = sent of {service}", expected, snapshot =>
            {
                int received = snapshot.Traces.SelectMany(trace => trace.Records).Count(span => span.Service == service);
                bool holds = report is { Sent: > 0 } &&
                    report.Sent + report.NotKept == report.Produced &&
                    report.Sent == received;
                return new Finding(holds, $"{received} received of {report?.Sent ?? 0} sent");
            });
        }
    }
}
