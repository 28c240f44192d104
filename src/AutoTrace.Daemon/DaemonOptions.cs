using System.Net;

namespace AutoTrace.Daemon;

/// <summary>What the command line decides.</summary>
/// <param name="Udp">Where segment documents come in.</param>
/// <param name="Http">Where the API and the console are.</param>
/// <param name="StoreBytes">What the traces may take in memory.</param>
/// <param name="DefaultRate">The share of requests that the sampling rule takes, beside one a second; 0 to 1.</param>
/// <param name="ExitWithStdin">Whether a parent process ends the daemon by closing its standard input.</param>
internal sealed record DaemonOptions(
    IPEndPoint Udp, IPEndPoint Http, long StoreBytes, double DefaultRate, bool ExitWithStdin);
