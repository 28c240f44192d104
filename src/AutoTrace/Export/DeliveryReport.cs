using AutoTrace.Diagnostics;

namespace AutoTrace.Export;

/// <summary>What an exporter tells its runtime: how many records were accepted, refused or lost, and what the user should know.</summary>
internal sealed class DeliveryReport(Counters counters, RuntimeLog log)
{
    private string? _lastProblem;

    /// <summary>Why nothing arrives, as far as the exporter knows; null when it knows of nothing.</summary>
    public string? LastProblem => Volatile.Read(ref _lastProblem);

    public void Sent(int records) => counters.AddSent(records);

    /// <summary>Records reported as sent turn out to have been refused.</summary>
    /// <param name="records">How many.</param>
    /// <param name="problem">The cause and the remedy; said the first time.</param>
    public void SentWasRefused(int records, string problem)
    {
        counters.MoveSentToRefused(records);
        Warn(problem);
    }

    public void Failed(int records, string problem)
    {
        counters.AddDropped(DropReason.ExportFailed, records);
        Warn(problem);
    }

    /// <summary>Tells the user about a problem, unless it is the one that was told last.</summary>
    public void Warn(string problem)
    {
        if (Interlocked.Exchange(ref _lastProblem, problem) != problem)
        {
            log.Warning(problem);
        }
    }
}
