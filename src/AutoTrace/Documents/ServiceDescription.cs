namespace AutoTrace.Documents;

/// <summary>What every segment of a runtime says about the service that made it.</summary>
internal sealed record ServiceDescription
{
    public string? Version { get; init; }

    public string? Origin { get; init; }

    public string Runtime { get; init; } = ".NET";

    public string RuntimeVersion { get; init; } = Environment.Version.ToString();

    public string SdkVersion { get; init; } =
        typeof(ServiceDescription).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public string WorkingDirectory { get; init; } = CurrentDirectory;

    private static string CurrentDirectory
    {
        get
        {
            try
            {
                return Environment.CurrentDirectory;
            }
            catch (IOException)
            {
                // It has been deleted.
                return AppContext.BaseDirectory;
            }
        }
    }
}
