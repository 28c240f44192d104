using System.Diagnostics;
using System.Globalization;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Faults;

/// <summary>
/// Two shops under the same load, request by request in turns: X-Ray fails one of them and answers the other. For each
/// fault: what was produced, sent and lost, how many requests met it, how long it took until all was settled once the fault was
/// over, and how long a request of the shop took, with and without the fault.
/// </summary>
internal static class FaultTable
{
    private const int Workers = 4;

    // A request that waited for X-Ray would take as long as X-Ray fails to answer: a second, half of one where it is slow.
    private static readonly TimeSpan s_noise = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(1.5);

    // Less than what memory holds during a fault: nothing has to be lost.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);

    private static readonly (string Name, Fault Fault)[] s_faults =
    [
        ("none", default),
        ("slow (500 ms)", new Fault(After: TimeSpan.FromMilliseconds(500))),
        ("no answer", new Fault(Hangs: true)),
        ("429", Fault.Error(429, "ThrottledException", "Rate exceeded")),
        ("500", Fault.Error(500, "InternalFailure", "")),
        ("connection reset", new Fault(Resets: true)),
        ("half an answer", new Fault("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Unproc")),
        ("some refused", new Fault(Refuses: document => document.Id!.EndsWith('0'))),
        ("wrong JSON", Fault.Body("<html>Log in</html>")),
        ("expired signature", Fault.Error(403, "InvalidSignatureException", "Signature expired: it is now earlier")),
        ("gone and back", default),
    ];

    /// <returns>0 where every book is even and no request waited for X-Ray.</returns>
    public static async Task<int> PrintAsync(TextWriter output)
    {
        output.WriteLine(
            "fault               produced     sent   met it  refused  lost  recovered s | " +
            "request ms p50 without    with  p99 without    with");
        bool isGood = true;
        using FakeXRay fine = FakeXRay.Signed();
        using Shop calm = Shop.Start(fine.Url);
        Endpoint failing = new();
        using Shop shop = Shop.Start(failing.Url);
        await LoadAsync(calm, shop, TimeSpan.FromSeconds(1));
        TraceCounters before = await shop.FlushAsync();
        foreach ((string name, Fault fault) in s_faults)
        {
            long accepted = failing.CountAccepted();
            failing.Begin(name, fault);
            Latencies latencies = await LoadAsync(calm, shop, s_duration);
            int met = failing.End();
            long over = Stopwatch.GetTimestamp();
            TraceCounters after = await shop.FlushAsync();
            TimeSpan recovered = Stopwatch.GetElapsedTime(over);
            long produced = after.Produced - before.Produced;
            long sent = after.Sent - before.Sent;
            long refused = after.DroppedRefused - before.DroppedRefused;
            long lost = after.Dropped - before.Dropped - refused;
            string[] wrong = [.. Wrong()];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-18} {produced,9} {sent,8} {met,8} {refused,8} {lost,5} {recovered.TotalSeconds,12:0.00} |" +
                $"{latencies.Without(50),23:0.00} {latencies.With(50),7:0.00} {latencies.Without(99),12:0.00} " +
                $"{latencies.With(99),7:0.00}" +
                $"{string.Concat(wrong.Select(reason => "  WRONG: " + reason))}"));
            isGood &= wrong.Length == 0;
            before = after;

            IEnumerable<string> Wrong()
            {
                if (produced != sent + refused + lost)
                {
                    yield return "the books are not even";
                }

                if (sent != 4L * (failing.CountAccepted() - accepted))
                {
                    yield return $"X-Ray has {failing.CountAccepted() - accepted} documents of four records";
                }

                if (lost > 0 || (name == "some refused") != (refused > 0))
                {
                    yield return "what is lost is not what had to be";
                }

                if (latencies.With(50) > latencies.Without(50) + s_noise.TotalMilliseconds)
                {
                    yield return "requests waited for X-Ray";
                }
            }
        }

        failing.Dispose();
        return isGood ? 0 : 1;
    }

    /// <summary>Several workers, each of which orders in one shop and in the other, in turns.</summary>
    private static async Task<Latencies> LoadAsync(Shop calm, Shop shop, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        Latencies latencies = new();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            using PeriodicTimer timer = new(s_pause);
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                latencies.Add(await OrderAsync(calm), await OrderAsync(shop));
                await timer.WaitForNextTickAsync();
            }
        })));
        return latencies;
    }

    private static async Task<double> OrderAsync(Shop shop)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/order");
        request.Headers.Add(TraceHeader.Name, new TraceHeader
        {
            Root = TraceId.New(DateTimeOffset.UtcNow),
            Sampled = SamplingDecision.Sampled,
        }.ToString());
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await shop.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>X-Ray as the failing shop sees it; it may go away and come back on its port.</summary>
    private sealed class Endpoint : IDisposable
    {
        private readonly int _port;
        private FakeXRay? _xray = FakeXRay.Signed();
        private readonly HashSet<string> _accepted = [];
        private int _met;

        public Endpoint() => _port = _xray!.EndPoint.Port;

        public Uri Url => _xray!.Url;

        /// <summary>Documents that were accepted: on a busy machine an answer may come too late, and one comes twice.</summary>
        public long CountAccepted()
        {
            _accepted.UnionWith(_xray?.Documents.SoFar ?? []);
            return _accepted.Count;
        }

        public void Begin(string name, Fault fault)
        {
            _met = 0;
            if (name == "gone and back")
            {
                Dispose();
            }
            else
            {
                int met = fault == default ? 0 : 1;
                _xray!.Fault = _ =>
                {
                    Interlocked.Add(ref _met, met);
                    return fault;
                };
            }
        }

        /// <returns>How many requests met the fault.</returns>
        public int End()
        {
            _xray ??= FakeXRay.Signed(port: _port);
            _xray.Fault = _ => default;
            return _met;
        }

        public void Dispose()
        {
            CountAccepted();
            _xray?.Dispose();
            _xray = null;
        }
    }
}
