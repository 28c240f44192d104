using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AutoTrace.AspNetCore;

/// <summary>A segment for every request. <c>AddAutoTrace()</c> finds <see cref="AddTo"/> by its name.</summary>
internal static class RequestTracing
{
    public static void AddTo(IServiceCollection services)
    {
        // The first filter is the outermost: the segment covers whatever other filters add.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, RequestTracingFilter>());
        ReadTraceHeaderOnArrival(services);
    }

    /// <summary>
    /// ASP.NET Core asks this service which trace a request belongs to, before any middleware runs. A propagator that
    /// the application makes itself is left alone: the segment still joins its trace, but the ids in the log are then
    /// its own.
    /// </summary>
    private static void ReadTraceHeaderOnArrival(IServiceCollection services)
    {
        ServiceDescriptor? present = services.LastOrDefault(
            service => service.ServiceType == typeof(DistributedContextPropagator));
        if (present is null or { IsKeyedService: false, ImplementationInstance: not null })
        {
            DistributedContextPropagator inner =
                present?.ImplementationInstance as DistributedContextPropagator ?? DistributedContextPropagator.Current;
            services.Replace(ServiceDescriptor.Singleton(provider =>
                provider.GetRequiredService<AutoTraceRuntime>().IsEnabled ? new XRayPropagator(inner) : inner));
        }
    }
}
