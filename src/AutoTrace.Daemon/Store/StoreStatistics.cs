namespace AutoTrace.Daemon.Store;

/// <summary>What the store holds and has let go.</summary>
/// <param name="Revision">Changes whenever the store changed.</param>
/// <param name="Traces">Traces held.</param>
/// <param name="Documents">Documents held.</param>
/// <param name="Bytes">What they take in memory, about.</param>
/// <param name="LimitBytes">What they may take.</param>
/// <param name="EvictedTraces">Traces dropped for want of room since the start.</param>
internal readonly record struct StoreStatistics(
    long Revision, int Traces, int Documents, long Bytes, long LimitBytes, long EvictedTraces);
