using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AutoTrace.Hosting;

/// <summary>
/// Whether traces arrive: degraded for a minute after records were lost, and while finished ones have been waiting for
/// half a minute without one being delivered. Add it with
/// <c>services.AddHealthChecks().AddCheck&lt;AutoTraceHealthCheck&gt;("autotrace")</c>.
/// </summary>
/// <remarks>
/// The service works without its traces, so it is never unhealthy. The result's data are the counters. Thread-safe;
/// registered by <c>AddAutoTrace</c> as a singleton, since it remembers what it has seen.
/// </remarks>
/// <param name="runtime">Whose traces.</param>
public sealed class AutoTraceHealthCheck(AutoTraceRuntime runtime) : IHealthCheck
{
    private readonly DeliveryWatch _watch = new(runtime.Options.TimeProvider);

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(runtime.IsEnabled ? _watch.Judge(runtime.Counters) : HealthCheckResult.Healthy("Tracing is off."));
}
