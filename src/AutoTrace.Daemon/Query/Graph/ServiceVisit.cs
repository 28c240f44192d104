using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Query.Graph;

/// <summary>How a service comes by its place on the map.</summary>
internal enum ServiceRole
{
    /// <summary>It sent a segment.</summary>
    Traced,

    /// <summary>Somebody called it and no segment came back.</summary>
    Inferred,

    /// <summary>It stands for whoever called the first service.</summary>
    Client,
}

/// <summary>A service handled one request.</summary>
/// <param name="Service">The node.</param>
/// <param name="Role">How it is known.</param>
/// <param name="IsRoot">Whether nobody in the trace called it.</param>
/// <param name="Source">The service's segment; of an inferred one the call, of a client the segment it called.</param>
/// <param name="Microseconds">The duration, work after the response included.</param>
internal sealed record ServiceVisit(
    ServiceKey Service, ServiceRole Role, bool IsRoot, Entity Source, long Microseconds);
