namespace Shop.Launch;

/// <summary>
/// The environment variables of the services: where each finds the others, and where they send what they trace. For the
/// latter no service has a line of code.
/// </summary>
internal sealed class ServiceEnvironment
{
    private readonly Dictionary<string, string> _variables = [];

    /// <summary>By UDP, to the daemon, whose TCP port answers which requests to record.</summary>
    public void SendToDaemon(string udp, string tcp) =>
        _variables["AWS_XRAY_DAEMON_ADDRESS"] = $"tcp:{tcp} udp:{udp}";

    /// <summary>By signed requests, to what answers X-Ray's API there. The keys are good for nothing else.</summary>
    public void SendToXRay(Uri endpoint)
    {
        _variables["AUTOTRACE_EXPORT"] = "xray";
        _variables["AWS_ENDPOINT_URL_XRAY"] = endpoint.AbsoluteUri;
        _variables["AWS_REGION"] = "eu-central-1";
        _variables["AWS_ACCESS_KEY_ID"] = "storefront";
        _variables["AWS_SECRET_ACCESS_KEY"] = "nobody-checks-it";
        _variables["no_proxy"] = endpoint.Host;
    }

    /// <summary>
    /// Tells the services that start from now on where this one listens: setting <c>Services:name</c>.
    /// </summary>
    public void Introduce(string service, string address) => _variables[$"Services__{service}"] = address;

    public void ApplyTo(IDictionary<string, string?> environment)
    {
        string[] others = [.. environment.Keys.Where(IsForOthers)];
        foreach (string variable in others)
        {
            environment.Remove(variable);
        }

        foreach ((string variable, string value) in _variables)
        {
            environment[variable] = value;
        }
    }

    /// <summary>
    /// Every service has a name of its own, and the developer's keys, profile and daemon are not for the shop.
    /// </summary>
    private static bool IsForOthers(string variable) =>
        variable is "AWS_XRAY_TRACING_NAME" or "AWS_XRAY_DAEMON_ADDRESS" ||
        (variable.StartsWith("AWS_", StringComparison.Ordinal) &&
            !variable.StartsWith("AWS_XRAY_", StringComparison.Ordinal));
}
