namespace Shop.Launch;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Port">The daemon's, UDP and console; 0 for free ones.</param>
/// <param name="Seconds">How long the load lasts; null until Ctrl-C.</param>
/// <param name="Check">Whether the daemon's answers are checked afterwards.</param>
/// <param name="Without">Services that are left out.</param>
internal sealed record LaunchOptions(int Port, int? Seconds, bool Check, IReadOnlyCollection<string> Without);
