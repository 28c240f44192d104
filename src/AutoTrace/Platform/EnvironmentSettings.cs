using AutoTrace.Export;

namespace AutoTrace.Platform;

/// <summary>
/// The environment variables that X-Ray documents for its SDKs, and our own. A variable wins over code; one that makes
/// no sense is reported and counts as not set.
/// </summary>
internal sealed class EnvironmentSettings
{
    private EnvironmentSettings(Func<string, string?> variable)
    {
        TracingName = NullIfEmpty(variable("AWS_XRAY_TRACING_NAME"));
        Region = NullIfEmpty(variable("AWS_REGION")) ?? NullIfEmpty(variable("AWS_DEFAULT_REGION"));
        SamplingRulesFile = NullIfEmpty(variable("AUTOTRACE_SAMPLING_RULES_FILE"));
        IsLambda = NullIfEmpty(variable("AWS_LAMBDA_FUNCTION_NAME")) is not null;
        Enabled = ReadBoolean(variable, "AWS_XRAY_SDK_ENABLED");
        SampleEverything = ReadBoolean(variable, "AUTOTRACE_SAMPLE_EVERYTHING");
        ReadDaemonAddress(variable);
        ReadContextMissing(variable);
        ReadMinimumLevel(variable);
        ReadExport(variable);
    }

    /// <summary><c>AWS_XRAY_TRACING_NAME</c>: the service's name.</summary>
    public string? TracingName { get; }

    /// <summary><c>AWS_REGION</c>, else <c>AWS_DEFAULT_REGION</c>.</summary>
    public string? Region { get; }

    /// <summary>
    /// Whether the program is a Lambda function: Lambda decides about sampling and writes the segment itself.
    /// </summary>
    public bool IsLambda { get; }

    /// <summary><c>AWS_XRAY_SDK_ENABLED</c>: false turns tracing off.</summary>
    public bool? Enabled { get; }

    /// <summary><c>AUTOTRACE_SAMPLE_EVERYTHING</c>.</summary>
    public bool? SampleEverything { get; }

    /// <summary><c>AWS_XRAY_DAEMON_ADDRESS</c>.</summary>
    public DaemonAddress? DaemonAddress { get; private set; }

    /// <summary><c>AWS_XRAY_CONTEXT_MISSING</c>.</summary>
    public ContextMissingStrategy? ContextMissing { get; private set; }

    /// <summary><c>AUTOTRACE_MINIMUM_LEVEL</c>.</summary>
    public TracedLevel? MinimumLevel { get; private set; }

    /// <summary><c>AUTOTRACE_EXPORT</c>.</summary>
    public ExportTarget? Target { get; private set; }

    /// <summary><c>AUTOTRACE_SAMPLING_RULES_FILE</c>.</summary>
    public string? SamplingRulesFile { get; }

    /// <summary>What to tell the user about variables that make no sense, or not the sense they seem to make.</summary>
    public List<string> Complaints { get; } = [];

    public static EnvironmentSettings Read() => new(Environment.GetEnvironmentVariable);

    public static EnvironmentSettings Read(Func<string, string?> variable) => new(variable);

    private bool? ReadBoolean(Func<string, string?> variable, string name)
    {
        string? text = NullIfEmpty(variable(name));
        if (bool.TryParse(text, out bool value))
        {
            return value;
        }

        if (text is not null)
        {
            Complaints.Add($"{name} is '{text}', which is neither true nor false; it is ignored.");
        }

        return null;
    }

    private void ReadDaemonAddress(Func<string, string?> variable)
    {
        string? text = NullIfEmpty(variable("AWS_XRAY_DAEMON_ADDRESS"));
        if (text is null)
        {
            return;
        }

        if (Export.DaemonAddress.TryParse(text, out DaemonAddress? address))
        {
            DaemonAddress = address;
        }
        else
        {
            Complaints.Add($"AWS_XRAY_DAEMON_ADDRESS is ignored: {Export.DaemonAddress.Complaint(text)}");
        }
    }

    private void ReadContextMissing(Func<string, string?> variable)
    {
        string? text = NullIfEmpty(variable("AWS_XRAY_CONTEXT_MISSING"))?.ToUpperInvariant();
        switch (text)
        {
            case null:
                break;
            case "LOG_ERROR":
                ContextMissing = ContextMissingStrategy.LogError;
                break;
            case "IGNORE_ERROR":
                ContextMissing = ContextMissingStrategy.IgnoreError;
                break;
            case "RUNTIME_ERROR":
                ContextMissing = ContextMissingStrategy.LogError;
                Complaints.Add(
                    "AWS_XRAY_CONTEXT_MISSING is RUNTIME_ERROR, but AutoTrace never throws; it is taken as LOG_ERROR.");
                break;
            default:
                Complaints.Add(
                    $"AWS_XRAY_CONTEXT_MISSING is '{text}'; it is LOG_ERROR, IGNORE_ERROR or RUNTIME_ERROR, and is ignored.");
                break;
        }
    }

    private void ReadMinimumLevel(Func<string, string?> variable)
    {
        string? text = NullIfEmpty(variable("AUTOTRACE_MINIMUM_LEVEL"));
        MinimumLevel = text?.ToUpperInvariant() switch
        {
            "VERBOSE" => TracedLevel.Verbose,
            "NORMAL" => TracedLevel.Normal,
            "ESSENTIAL" => TracedLevel.Essential,
            _ => null,
        };
        if (text is not null && MinimumLevel is null)
        {
            Complaints.Add($"AUTOTRACE_MINIMUM_LEVEL is '{text}'; it is verbose, normal or essential, and is ignored.");
        }
    }

    private void ReadExport(Func<string, string?> variable)
    {
        string? text = NullIfEmpty(variable("AUTOTRACE_EXPORT"));
        Target = text?.ToUpperInvariant() switch
        {
            "UDP" => ExportTarget.Udp,
            "TCP" => ExportTarget.Tcp,
            "XRAY" => ExportTarget.XRay,
            _ => null,
        };
        if (text is not null && Target is null)
        {
            Complaints.Add($"AUTOTRACE_EXPORT is '{text}'; it is udp, tcp or xray, and is ignored.");
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
