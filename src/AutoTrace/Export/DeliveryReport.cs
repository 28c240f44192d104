using AutoTrace.Diagnostics;

namespace AutoTrace.Export;

/// <summary>
/// The books of what is being sent: records go in when their segment is taken up, and leave as sent, refused or lost.
/// What has not left when the runtime gives up counts as lost in the shutdown, whatever a hanging exporter says later.
/// </summary>
/// <remarks>Any thread. Also tells the user what the exporter has to say.</remarks>
internal sealed class DeliveryReport(Counters counters, RuntimeLog log, TimeProvider clock)
{
    private readonly object _books = new();
    private int _inFlight;
    private bool _isClosed;
    private string? _lastProblem;

    /// <summary>The runtime's clock, for exporters that wait.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>What has become of all records so far.</summary>
    public TraceCounters Counters => counters.Snapshot();

    /// <summary>Why nothing arrives, as far as the exporter knows; null when it knows of nothing.</summary>
    public string? LastProblem => Volatile.Read(ref _lastProblem);

    /// <summary>Counts records as produced and on their way. False once the runtime has given up.</summary>
    public bool TryTake(int records)
    {
        lock (_books)
        {
            if (!_isClosed)
            {
                counters.AddProduced(records);
                _inFlight += records;
            }

            return !_isClosed;
        }
    }

    /// <summary>Counts records as back from the spool and on their way. False once the runtime has given up.</summary>
    public bool TakeFromSpool(int records)
    {
        lock (_books)
        {
            if (!_isClosed)
            {
                counters.AddTakenFromSpool(records);
                _inFlight += records;
            }

            return !_isClosed;
        }
    }

    /// <summary>Records are in a file, from which they will come back.</summary>
    public void Spooled(int records)
    {
        lock (_books)
        {
            if (Leave(records))
            {
                counters.AddSpooled(records);
            }
        }
    }

    /// <summary>Parts of a file could not be read.</summary>
    public void SpoolDamaged(int places) => counters.AddSpoolDamaged(places);

    public void Sent(int records)
    {
        lock (_books)
        {
            if (Leave(records))
            {
                counters.AddSent(records);
            }
        }
    }

    /// <summary>Records reported as sent turn out to have been refused.</summary>
    /// <param name="records">How many.</param>
    /// <param name="problem">The cause and the remedy; said the first time.</param>
    public void SentWasRefused(int records, string problem)
    {
        counters.MoveSentToRefused(records);
        Warn(problem);
    }

    public void Failed(int records, string problem, DropReason reason = DropReason.ExportFailed)
    {
        Dropped(records, reason);
        Warn(problem);
    }

    /// <summary>Records are lost for a reason that is told elsewhere, or once for many of them.</summary>
    public void Dropped(int records, DropReason reason)
    {
        lock (_books)
        {
            if (Leave(records))
            {
                counters.AddDropped(reason, records);
            }
        }
    }

    /// <summary>Gives up on what is on its way.</summary>
    public void Close()
    {
        lock (_books)
        {
            _isClosed = true;
            counters.AddDropped(DropReason.Shutdown, _inFlight);
            _inFlight = 0;
        }
    }

    /// <summary>Tells the user about a problem, unless it is the one that was told last.</summary>
    public void Warn(string problem)
    {
        if (Interlocked.Exchange(ref _lastProblem, problem) != problem)
        {
            log.Warning(problem);
        }
    }

    /// <summary>Tells the user that the problem that was told last is over.</summary>
    public void Recovered(string news)
    {
        if (Interlocked.Exchange(ref _lastProblem, null) is not null)
        {
            log.Information(news);
        }
    }

    private bool Leave(int records)
    {
        if (!_isClosed)
        {
            _inFlight -= records;
        }

        return !_isClosed;
    }
}
