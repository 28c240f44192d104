using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Query.Graph;

/// <summary>A service called another once.</summary>
/// <param name="From">The calling node.</param>
/// <param name="To">The called node.</param>
/// <param name="Source">The caller's subsegment: its times include the network. The callee's segment if there is
/// none.</param>
internal sealed record ServiceCall(ServiceKey From, ServiceKey To, Entity Source);
