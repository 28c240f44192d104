namespace AutoTrace;

/// <summary>Where segments go, and by what: <see cref="AutoTraceOptions.Export"/>.</summary>
public enum ExportTarget
{
    /// <summary>
    /// To the daemon, a datagram for each document: costs least, and nobody says whether it arrived.
    /// </summary>
    Udp,

    /// <summary>
    /// To the daemon's TCP port, in batches that are answered: repeated when they fail, and not bound to what a
    /// datagram holds.
    /// </summary>
    Tcp,

    /// <summary>Straight to X-Ray, without a daemon. Needs the package AutoTrace.Aws.</summary>
    XRay,
}
