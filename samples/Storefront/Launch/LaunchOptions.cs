namespace Shop.Launch;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Port">The daemon's, UDP and console; 0 for free ones.</param>
/// <param name="Seconds">How long the load lasts; null until Ctrl-C.</param>
/// <param name="Check">Whether the daemon's answers are checked afterwards.</param>
/// <param name="Direct">Whether the services send to X-Ray's API, without a daemon's UDP.</param>
/// <param name="Without">Services that are left out.</param>
internal sealed record LaunchOptions(
    int Port, int? Seconds, bool Check, bool Direct, IReadOnlyCollection<string> Without);
