using AutoTrace.Diagnostics;

namespace AutoTrace.Export;

/// <summary>
/// Puts the oldest documents into files before the outbox has to drop them, and the oldest files' back into the outbox
/// once there is room and the other side takes what it is sent. What goes in and comes back is in the books. Any thread;
/// waits for the disk.
/// </summary>
internal sealed class Spool(BatchOptions options, Outbox outbox, DeliveryReport report)
{
    // Room for two of the largest segments; soon written, soon read.
    private const int MostFileBytes = 1 << 20;

    // How often one looks for what other processes have left.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    private readonly SpoolFolder _folder = new(options.SpoolFolder!, report.Clock);
    private readonly object _gate = new();

    // What comes back must not be too much at once.
    private readonly int _fileBytes = Math.Min(MostFileBytes, options.HeldBytes / 8);
    private readonly HashSet<int> _said = [];
    private TimeSpan _lookAt;
    private bool _isClosed;

    private TimeSpan Now => report.Clock.GetElapsedTime(0);

    /// <summary>How long until there is something to do, if nothing else happens.</summary>
    public TimeSpan Pause()
    {
        if (outbox.HasToSpill || outbox.HasDone)
        {
            return TimeSpan.Zero;
        }

        lock (_gate)
        {
            return !outbox.HasRoom ? Timeout.InfiniteTimeSpan : _lookAt > Now ? _lookAt - Now : TimeSpan.Zero;
        }
    }

    /// <summary>Does what there is to do. Never throws.</summary>
    public void Work()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            if (outbox.HasToSpill)
            {
                PutInto(outbox.TakeOldest(), DropReason.BufferFull);
            }
            else if (outbox.HasRoom && Now >= _lookAt)
            {
                TakeBack();
            }

            outbox.TakeDone().ForEach(file => file.Dispose());
        }
    }

    /// <summary>Puts all that is held into files, requests under way included: the process may end. Never throws.</summary>
    public void PutAway()
    {
        lock (_gate)
        {
            PutInto(outbox.TakeAll(), DropReason.Shutdown);
            outbox.TakeDone().ForEach(file => file.Dispose());
        }
    }

    /// <summary>As <see cref="PutAway"/>; takes nothing back any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            PutAway();
        }
    }

    /// <param name="documents">The oldest first.</param>
    /// <param name="otherwise">What becomes of those that cannot be written.</param>
    private void PutInto(List<HeldDocument> documents, DropReason otherwise)
    {
        foreach (List<HeldDocument> part in Parts(documents))
        {
            if (TryWrite(part))
            {
                report.Spooled(part.Sum(document => document.Records));
            }
            else
            {
                KeepOrDrop(part, otherwise);
            }

            _lookAt = TimeSpan.Zero;
            outbox.Forget(part);
        }
    }

    /// <summary>A file's worth each; parts of one trace stay together unless they alone are too many.</summary>
    private IEnumerable<List<HeldDocument>> Parts(List<HeldDocument> documents)
    {
        List<HeldDocument> part = [];
        int bytes = 0;
        foreach (IGrouping<TraceId, HeldDocument> trace in documents.GroupBy(document => document.TraceId))
        {
            int more = trace.Sum(SpoolFolder.BytesOf);
            foreach (HeldDocument document in trace)
            {
                int own = SpoolFolder.BytesOf(document);
                if (part.Count > 0 && bytes + Math.Max(own, Math.Min(more, _fileBytes)) > _fileBytes)
                {
                    yield return part;
                    (part, bytes) = ([], 0);
                }

                part.Add(document);
                bytes += own;
                more -= own;
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private bool TryWrite(List<HeldDocument> documents)
    {
        try
        {
            MakeRoom(documents.Sum(SpoolFolder.BytesOf));
            Write(documents);
            return true;
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Say(
                e.HResult,
                $"No traces can be written to the spool in {_folder.Path}: {e.Message} Until they can, traces that " +
                "find no room in memory are dropped, as without it. BatchOptions.SpoolFolder says where it is.");
            return false;
        }
    }

    private void Write(List<HeldDocument> documents)
    {
        try
        {
            _folder.Write(documents);
        }
        catch (IOException)
        {
            // The moment it was made, another process may have taken it for one that a crash has left empty.
            _folder.Write(documents);
        }
    }

    private void MakeRoom(int bytes)
    {
        long tooMany = _folder.Bytes + bytes - options.SpoolBytes;
        while (tooMany > 0)
        {
            // What others have in their hands goes soon, one way or the other.
            if (TakeOldestFile() is not { } file)
            {
                return;
            }

            report.TakeFromSpool(file.Records);
            report.Dropped(file.Records, DropReason.SpoolFull);
            tooMany -= file.Bytes;
            file.Dispose();
        }
    }

    private void TakeBack()
    {
        if (TakeOldestFile() is not { } file)
        {
            _lookAt = Now + s_pause;
        }
        else if (file.Documents.Count == 0)
        {
            file.Dispose();
        }
        else if (report.TakeFromSpool(file.Records))
        {
            outbox.AddAgain(file);
        }
        else
        {
            // Tracing has ended. It is another process's.
            file.Keep();
            file.Dispose();
        }
    }

    private SpoolFile? TakeOldestFile()
    {
        SpoolFile? file = _folder.TryTakeOldest();
        if (file is { Damaged: > 0 })
        {
            report.SpoolDamaged(file.Damaged);
            Say(
                0,
                $"A file of the spool in {_folder.Path} is damaged, as after a crash. What can be read of it is sent; " +
                "TraceCounters.SpoolDamaged counts on.");
        }

        return file;
    }

    /// <summary>What is in a file already stays there, to be sent by a later process once more; the rest is lost.</summary>
    private void KeepOrDrop(List<HeldDocument> documents, DropReason reason)
    {
        foreach (HeldDocument document in documents)
        {
            if (document.Source is { } file)
            {
                file.Keep();
                report.Spooled(document.Records);
            }
            else
            {
                report.Dropped(document.Records, reason);
            }
        }
    }

    /// <summary>Says a problem of a kind the first time: the system's own words name the file, each time another.</summary>
    private void Say(int kind, string problem)
    {
        if (_said.Add(kind))
        {
            report.Warn(problem);
        }
    }
}
