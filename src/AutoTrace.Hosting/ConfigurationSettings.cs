using System.Globalization;
using AutoTrace.Export;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AutoTrace.Hosting;

/// <summary>
/// The configuration section <c>AutoTrace</c>: a key for every option that can be written down. By hand, since the
/// configuration binder tells neither the bad value nor what would be allowed.
/// </summary>
internal static class ConfigurationSettings
{
    public const string SectionName = "AutoTrace";

    private const string PathList = nameof(AutoTraceOptions.IgnoredPaths);

    private static readonly Setting[] s_settings =
    [
        new(nameof(AutoTraceOptions.ServiceName), "a text", (o, text) => o.ServiceName = text),
        new(nameof(AutoTraceOptions.ServiceVersion), "a text", (o, text) => o.ServiceVersion = text),
        new(nameof(AutoTraceOptions.Origin), "a text such as AWS::ECS::Container", (o, text) => o.Origin = text),
        new(nameof(AutoTraceOptions.Enabled), Setting.Boolean, (o, text) => o.Enabled = bool.Parse(text)),
        new(nameof(AutoTraceOptions.DaemonAddress),
            "host, host:port, [v6]:port or 'tcp:host:port udp:host:port'", (o, text) => o.DaemonAddress = text),
        new(nameof(AutoTraceOptions.Export), "Udp, Tcp or XRay", SetExport),
        new(nameof(AutoTraceOptions.ContextMissing), "LogError or IgnoreError", SetContextMissing),
        new(nameof(AutoTraceOptions.MinimumLevel), "Verbose, Normal or Essential", SetMinimumLevel),
        new(nameof(AutoTraceOptions.QueueCapacity), "a whole number from 2 to 1048576",
            (o, text) => o.QueueCapacity = ParseWhole(text)),
        new(nameof(AutoTraceOptions.QueueBytes), "a whole number from 65536 to 1073741824",
            (o, text) => o.QueueBytes = ParseWhole(text)),
        new(nameof(BatchOptions.SpoolFolder), "a folder", (o, text) => o.Batches.SpoolFolder = text),
        new(nameof(BatchOptions.SpoolBytes), "a whole number from 1048576 to 17179869184",
            (o, text) => o.Batches.SpoolBytes = long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)),
        new(nameof(AutoTraceOptions.ShutdownTimeout), "hours:minutes:seconds, from 00:00:00 to 00:01:00",
            (o, text) => o.ShutdownTimeout = TimeSpan.Parse(text, CultureInfo.InvariantCulture)),
        new(nameof(AutoTraceOptions.InProgressAfter), "00:00:00 or hours:minutes:seconds, from 00:00:01 to 1.00:00:00",
            (o, text) => o.InProgressAfter = TimeSpan.Parse(text, CultureInfo.InvariantCulture)),
        new(nameof(AutoTraceOptions.StreamingThreshold), "a whole number from 1 to 20000",
            (o, text) => o.StreamingThreshold = ParseWhole(text)),
        new(nameof(AutoTraceOptions.SampleEverything), Setting.Boolean,
            (o, text) => o.SampleEverything = bool.Parse(text)),
        new(nameof(AutoTraceOptions.SamplingRulesFile), "the path of a file", (o, text) => o.SamplingRulesFile = text),
        new(nameof(AutoTraceOptions.CentralSampling), Setting.Boolean,
            (o, text) => o.CentralSampling = bool.Parse(text)),
        new(nameof(AutoTraceOptions.TailKeep), Setting.Boolean, (o, text) => o.TailKeep = bool.Parse(text)),
        new(nameof(AutoTraceOptions.TailKeepCauses), "None, Fault, Error, Slow or several of them with commas between",
            (o, text) => o.TailKeepCauses = ParseCauses(text)),
        new(nameof(AutoTraceOptions.TailKeepLatency), "hours:minutes:seconds, from 00:00:00.001 to 1.00:00:00",
            (o, text) => o.TailKeepLatency = TimeSpan.Parse(text, CultureInfo.InvariantCulture)),
        new(nameof(AutoTraceOptions.TailKeepPerSecond), "a whole number from 1 to 1000",
            (o, text) => o.TailKeepPerSecond = ParseWhole(text)),
        new(nameof(AutoTraceOptions.TailKeepBytes), "a whole number from 65536 to 1073741824",
            (o, text) => o.TailKeepBytes = ParseWhole(text)),
        new(nameof(AutoTraceOptions.TailKeepBytesPerSegment), "a whole number from 4096 to 16777216",
            (o, text) => o.TailKeepBytesPerSegment = ParseWhole(text)),
        new(nameof(AutoTraceOptions.TraceHttpClient), Setting.Boolean,
            (o, text) => o.TraceHttpClient = bool.Parse(text)),
        new(nameof(AutoTraceOptions.RecordQueryString), Setting.Boolean,
            (o, text) => o.RecordQueryString = bool.Parse(text)),
    ];

    /// <summary>Applies the section; keys without a value count as absent, unknown ones are warned about.</summary>
    /// <exception cref="OptionsValidationException">Some values make no sense; a line for each.</exception>
    public static void Apply(IConfigurationSection section, AutoTraceOptions options)
    {
        List<string> failures = [];
        foreach (IConfigurationSection entry in section.GetChildren())
        {
            Setting? setting = Array.Find(
                s_settings, known => known.Key.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));
            if (setting is null)
            {
                ApplyList(entry, options);
            }
            else if (!string.IsNullOrWhiteSpace(entry.Value) && !setting.TrySet(options, entry.Value.Trim()))
            {
                failures.Add($"{entry.Path} is '{entry.Value}'; it must be {setting.Allowed}.");
            }
        }

        if (failures.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(AutoTraceOptions), failures);
        }
    }

    /// <summary>
    /// Adds the ignored paths, as a list in the configuration does with a list that has members already.
    /// </summary>
    private static void ApplyList(IConfigurationSection entry, AutoTraceOptions options)
    {
        if (!entry.Key.Equals(PathList, StringComparison.OrdinalIgnoreCase))
        {
            options.OnWarning?.Invoke(
                $"the configuration has {entry.Path}, which is not a setting. Settings are " +
                $"{string.Join(", ", s_settings.Select(setting => setting.Key))} and {PathList}.");
            return;
        }

        foreach (string path in entry.GetChildren().Select(path => path.Value).OfType<string>())
        {
            if (!string.IsNullOrWhiteSpace(path))
            {
                options.Ignore(path.Trim());
            }
        }
    }

    private static int ParseWhole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    // Enum.Parse would take numbers too, and with them causes that there are none of.
    private static TailKeepCauses ParseCauses(string text) =>
        text.Any(char.IsAsciiDigit) ? throw new FormatException() : Enum.Parse<TailKeepCauses>(text, ignoreCase: true);

    private static void SetContextMissing(AutoTraceOptions options, string text) =>
        options.ContextMissing = text.ToUpperInvariant() switch
        {
            "LOGERROR" => ContextMissingStrategy.LogError,
            "IGNOREERROR" => ContextMissingStrategy.IgnoreError,
            _ => throw new FormatException(),
        };

    private static void SetExport(AutoTraceOptions options, string text) =>
        options.Export = text.ToUpperInvariant() switch
        {
            "UDP" => ExportTarget.Udp,
            "TCP" => ExportTarget.Tcp,
            "XRAY" => ExportTarget.XRay,
            _ => throw new FormatException(),
        };

    private static void SetMinimumLevel(AutoTraceOptions options, string text) =>
        options.MinimumLevel = text.ToUpperInvariant() switch
        {
            "VERBOSE" => TracedLevel.Verbose,
            "NORMAL" => TracedLevel.Normal,
            "ESSENTIAL" => TracedLevel.Essential,
            _ => throw new FormatException(),
        };
}
