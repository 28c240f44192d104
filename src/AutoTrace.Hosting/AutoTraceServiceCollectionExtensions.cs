using AutoTrace;
using AutoTrace.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds AutoTrace to a host.</summary>
public static class AutoTraceServiceCollectionExtensions
{
    /// <summary>
    /// Traces the application: an <see cref="AutoTraceRuntime"/> that starts before the host's other services and, when
    /// they have stopped, delivers what is waiting. Where the package AutoTrace.AspNetCore is referenced, every request
    /// gets a segment; no further line is needed.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">
    /// Sets options. They win over the configuration section <c>AutoTrace</c>, whose keys are the names of
    /// <see cref="AutoTraceOptions"/>; environment variables win over both. Without a service name from any of these,
    /// the host's application name is used.
    /// </param>
    /// <returns><paramref name="services"/>, to go on.</returns>
    /// <remarks>
    /// May be called more than once: one runtime is started, with the options of all calls.
    /// <c>services.Configure&lt;AutoTraceOptions&gt;(…)</c> works too, for tests that put an exporter in place. What
    /// AutoTrace has to say goes to the log, category <c>AutoTrace</c>.
    /// </remarks>
    /// <exception cref="OptionsValidationException">
    /// At the host's start: a value in the configuration makes no sense. The message names key, value and what is
    /// allowed.
    /// </exception>
    public static IServiceCollection AddAutoTrace(
        this IServiceCollection services, Action<AutoTraceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.Any(service => service.ServiceType == typeof(TracingService)))
        {
            AddRuntime(services);
            AspNetCoreRequests.AddTo(services);
        }

        return configure is null ? services : services.Configure(configure);
    }

    private static void AddRuntime(IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(
            static provider => AutoTraceRuntime.Start(provider.GetRequiredService<IOptions<AutoTraceOptions>>().Value));
        services.AddSingleton<TracingService>();
        services.TryAddSingleton<AutoTraceHealthCheck>();

        // In front of what is there already: code wins over configuration, and a host starts its services in this order
        // and stops them in the opposite one.
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<AutoTraceOptions>, OptionsFromHost>());
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(
            static provider => provider.GetRequiredService<TracingService>()));
    }
}
