using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AutoTrace.Hosting;

/// <summary>
/// What the host knows, before any code has its say: the application's name, the log and the configuration.
/// </summary>
internal sealed class OptionsFromHost(IServiceProvider services) : IConfigureOptions<AutoTraceOptions>
{
    public void Configure(AutoTraceOptions options)
    {
        if (services.GetService<IHostEnvironment>() is { ApplicationName.Length: > 0 } environment)
        {
            options.ServiceName = environment.ApplicationName;
        }

        if (services.GetService<ILoggerFactory>()?.CreateLogger("AutoTrace") is { } logger)
        {
            options.OnInformation = message => Log.Information(logger, message);
            options.OnWarning = message => Log.Warning(logger, message);
        }

        if (services.GetService<IConfiguration>() is { } configuration)
        {
            ConfigurationSettings.Apply(configuration.GetSection(ConfigurationSettings.SectionName), options);
        }
    }
}
