using System.Globalization;

namespace AutoTrace.Benchmarks;

/// <summary>
/// Documents a second of a core, each of a segment with ten subsegments from the first call until it is sent, by every
/// way that there is and beside others. Prints a name and a value a line; medians of rounds in which all take turns.
/// </summary>
internal static class Throughput
{
    private const int WarmUps = 6;
    private const int Rounds = 9;
    private const int Documents = 10_000;

    public static void Print(TextWriter output)
    {
        using LoopbackSink sink = LoopbackSink.Start();
        SetAwsEnvironment(sink.Http);
        string[] names = ["sdk_shape", "udp", "tcp", "api", "opentelemetry"];
        Cost[][] rounds = Turns.Take(
            WarmUps,
            Rounds,
            () => Pipeline.OfSdkShape(Documents, sink),
            () => Pipeline.OfAutoTrace(Documents, To(ExportTarget.Udp, sink)),
            () => Pipeline.OfAutoTrace(Documents, To(ExportTarget.Tcp, sink)),
            () => Pipeline.OfAutoTrace(Documents, To(ExportTarget.XRay, sink)),
            () => Pipeline.OfOpenTelemetry(Documents, sink));
        foreach ((string name, Cost[] costs) in names.Zip(rounds))
        {
            double cpu = Turns.Median(costs.Select(cost => cost.Cpu));
            Line($"throughput.{name}_documents_per_core_second", 1e9 / cpu);
            Line($"throughput.{name}_cpu_us", cpu / 1000);
            Line($"throughput.{name}_caller_us", Turns.Median(costs.Select(cost => cost.Caller)) / 1000);
            Line(
                $"throughput.{name}_ratio_to_sdk_shape",
                Turns.Median(costs.Zip(rounds[0], (its, sdk) => its.Cpu / sdk.Cpu)));
        }

        const int Datagrams = 2 * (WarmUps + Rounds) * Documents;
        Line("throughput.datagrams_received_percent", 100.0 * sink.Received().Datagrams / Datagrams);

        void Line(string name, double value) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.00}"));
    }

    private static Action<AutoTraceOptions> To(ExportTarget target, LoopbackSink sink) => options =>
    {
        options.Export = target;
        options.DaemonAddress = $"udp:{sink.Udp} tcp:{sink.Http.Authority}";
    };

    /// <summary>Before the AWS SDK looks, which it does once.</summary>
    private static void SetAwsEnvironment(Uri endpoint)
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_XRAY", endpoint.AbsoluteUri);
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-central-1");
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "benchmark");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "nobody-checks-it");
    }
}
