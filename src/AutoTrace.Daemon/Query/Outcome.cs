using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Query;

/// <summary>How something ended. A throttled call is an error too; a fault may come with either.</summary>
[Flags]
internal enum Outcome
{
    /// <summary>Not over yet, and nothing bad so far.</summary>
    None = 0,
    Ok = 1,
    Error = 2,
    Throttle = 4,
    Fault = 8,
}

/// <summary>Reads outcomes.</summary>
internal static class OutcomeOf
{
    public static Outcome Entity(Entity entity)
    {
        Outcome outcome = Flags(entity.Fault, entity.Error, entity.Throttle);
        return outcome == Outcome.None && !entity.InProgress ? Outcome.Ok : outcome;
    }

    public static Outcome Flags(bool fault, bool error, bool throttle) =>
        (fault ? Outcome.Fault : 0) | (throttle ? Outcome.Throttle : error ? Outcome.Error : 0);
}
