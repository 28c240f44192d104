using System.Globalization;
using AutoTrace.XRay;

namespace AutoTrace.Daemon.Decode;

/// <content>What makes a document unusable, one sentence each.</content>
internal ref partial struct EntityReader
{
    // No time in seconds comes near it for three thousand years; every time in milliseconds lies beyond.
    private const double LatestSecond = 1e11;
    private const int ShownCharacters = 60;

    private void CheckEntity(Entity entity)
    {
        if (entity.Id.IsNone)
        {
            Reject("MissingId", "no id", entity);
        }

        if (entity.Name.Length == 0)
        {
            Reject("MissingName", "no name", entity);
        }

        if (double.IsNaN(entity.StartTime))
        {
            Reject("MissingStartTime", "no start_time", entity);
        }
        else if (!IsEpochSecond(entity.StartTime))
        {
            Reject("InvalidStartTime", Invariant($"start_time {entity.StartTime} is not in epoch seconds"), entity);
        }

        // Some senders write end_time 0 beside in_progress: true.
        if (entity.MarkedInProgress && entity.EndTime is 0)
        {
            entity.EndTime = null;
        }

        if (entity.EndTime is { } end && !IsEpochSecond(end))
        {
            Reject("InvalidEndTime", Invariant($"end_time {end} is not in epoch seconds"), entity);
        }
        else if (entity.EndTime is null && !entity.MarkedInProgress)
        {
            Reject("MissingEndTime", "neither end_time nor in_progress: true", entity);
        }
    }

    private void CheckDocument(Entity root)
    {
        if (!_hasTraceId)
        {
            Reject("MissingTraceId", "no trace_id", root);
        }

        if (IsSubsegment && ParentId.IsNone)
        {
            Reject("MissingParentId", "type is \"subsegment\" and there is no parent_id", root);
        }

        if (!IsSubsegment && root.Name.Length > Limits.NameLength)
        {
            string limit = $"a segment's has at most {Limits.NameLength}";
            Reject("InvalidName", $"the name has {root.Name.Length} characters; {limit}", root);
        }

        if (Rejection is not null && !root.Id.IsNone)
        {
            Rejection = Rejection with { Id = root.Id.ToString() };
        }
    }

    private void Reject(string code, string reason, Entity entity)
    {
        bool embedded = entity.Enclosing is not null;
        Reject(code, embedded ? $"{reason} in subsegment \"{Shorten(entity.Name)}\" {entity.Id}" : reason);
    }

    private void Reject(string code, string reason) => Rejection ??= new Rejection(code, reason);

    private static bool IsEpochSecond(double time) => time is > 0 and < LatestSecond;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Shorten(string text) =>
        text.Length <= ShownCharacters ? text : $"{text.AsSpan(0, ShownCharacters)}…";
}
