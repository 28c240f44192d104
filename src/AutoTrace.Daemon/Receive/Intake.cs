using System.Text;
using AutoTrace.Daemon.Decode;
using AutoTrace.Daemon.Store;

namespace AutoTrace.Daemon.Receive;

/// <summary>
/// Where documents come in, by whichever transport: decoded and stored, or counted and remembered with the reason why
/// not. Safe from any thread; never throws.
/// </summary>
internal sealed class Intake(TraceStore store, TimeProvider clock)
{
    private const int Remembered = 50;
    private const int ExcerptBytes = 200;

    private readonly Queue<InvalidDocument> _invalid = new();
    private long _datagrams;
    private long _documents;
    private long _invalidCount;

    /// <summary>Datagrams received, usable or not.</summary>
    public long Datagrams => Interlocked.Read(ref _datagrams);

    /// <summary>Usable documents received, by any transport, repeated ones included.</summary>
    public long Documents => Interlocked.Read(ref _documents);

    /// <summary>Documents and datagrams that were of no use.</summary>
    public long InvalidCount => Interlocked.Read(ref _invalidCount);

    /// <summary>The last of them, newest first.</summary>
    public InvalidDocument[] Invalid()
    {
        lock (_invalid)
        {
            return [.. _invalid.Reverse()];
        }
    }

    /// <summary>Takes a datagram: a header line and a document.</summary>
    /// <param name="datagram">Its payload; not kept.</param>
    /// <param name="source">Names the sender; asked only when something is wrong.</param>
    public void AcceptDatagram(ReadOnlySpan<byte> datagram, Func<string> source)
    {
        if (Datagram.TryOpen(datagram, out ReadOnlySpan<byte> document, out Rejection? rejection))
        {
            Accept(document, source);
        }
        else
        {
            Remember(rejection, datagram, source);
        }

        // Last, so that whoever waits for a number of datagrams finds them dealt with.
        Interlocked.Increment(ref _datagrams);
    }

    /// <summary>Takes a document. Returns why it is of no use, or null.</summary>
    public Rejection? Accept(ReadOnlySpan<byte> json, Func<string> source)
    {
        if (SegmentDocument.TryRead(json, out SegmentDocument? document, out Rejection? rejection))
        {
            store.Add(document);
            Interlocked.Increment(ref _documents);
            return null;
        }

        Remember(rejection, json, source);
        return rejection;
    }

    private void Remember(Rejection rejection, ReadOnlySpan<byte> content, Func<string> source)
    {
        Interlocked.Increment(ref _invalidCount);
        string excerpt = Encoding.UTF8.GetString(content[..Math.Min(content.Length, ExcerptBytes)]);
        InvalidDocument entry = new(clock.GetUtcNow(), source(), rejection.Reason, excerpt);
        lock (_invalid)
        {
            _invalid.Enqueue(entry);
            if (_invalid.Count > Remembered)
            {
                _invalid.Dequeue();
            }
        }
    }
}
