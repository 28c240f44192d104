using AutoTrace.XRay;

namespace AutoTrace.Export;

/// <summary>
/// How <see cref="BatchExporter"/> cuts batches, and what it holds while the other side does not take them. Read when
/// the exporter is made; later changes have no effect.
/// </summary>
public sealed class BatchOptions
{
    private int _maxDocuments = Limits.DocumentsPerBatch;
    private int _maxBytes = 1 << 20;
    private TimeSpan _maxAge = TimeSpan.FromSeconds(1);
    private int _maxRequests = 4;
    private TimeSpan _requestTimeout = TimeSpan.FromSeconds(10);
    private int _heldBytes = 16 << 20;
    private string? _spoolFolder;
    private long _spoolBytes = 256L << 20;

    /// <summary>Documents in one request, 1 to 50, which is what X-Ray takes; 50 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int MaxDocuments
    {
        get => _maxDocuments;
        set => _maxDocuments = Within(value, 1, Limits.DocumentsPerBatch);
    }

    /// <summary>
    /// Bytes of documents in one request, 64 KB to 3.2 MB (50 of the largest); 1 MB by default, which keeps the largest
    /// segment (400 KB) in one request.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int MaxBytes
    {
        get => _maxBytes;
        set => _maxBytes = Within(value, Limits.DocumentBytes, Limits.DocumentsPerBatch * Limits.DocumentBytes);
    }

    /// <summary>How long a document waits for others to travel with, 0 to 60 s; 1 s by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public TimeSpan MaxAge
    {
        get => _maxAge;
        set => _maxAge = Within(value, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    /// <summary>Requests under way at a time, 1 to 64; 4 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int MaxRequests
    {
        get => _maxRequests;
        set => _maxRequests = Within(value, 1, 64);
    }

    /// <summary>
    /// How long a request may take before it is cancelled and made again, 100 ms to 60 s; 10 s by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public TimeSpan RequestTimeout
    {
        get => _requestTimeout;
        set => _requestTimeout = Within(value, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
    }

    /// <summary>
    /// What documents may take that wait or are under way, in bytes, 1 MB to 1 GB; 16 MB by default. Beyond, the oldest
    /// traces are dropped whole and counted in <see cref="TraceCounters.DroppedBufferFull"/>; with a
    /// <see cref="SpoolFolder"/>, they go there before.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int HeldBytes
    {
        get => _heldBytes;
        set => _heldBytes = Within(value, 1 << 20, 1 << 30);
    }

    /// <summary>
    /// A folder for documents that find no room in memory, or that are held when tracing ends: they are sent later, by
    /// this process or by any that has the same folder. Made when it is needed. Null, the default, for none.
    /// </summary>
    /// <remarks>
    /// Several processes may share one. Files are written at once and not synchronised to the disk: they survive the end
    /// of the process, however it ends, not a loss of power. On Unix only the user who runs the process can read them. A
    /// folder that cannot be written to is one warning; documents are then dropped as without it.
    /// </remarks>
    /// <exception cref="ArgumentException">The value is empty, or no path.</exception>
    public string? SpoolFolder
    {
        get => _spoolFolder;
        set
        {
            if (value is not null)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(value);
            }

            _spoolFolder = value is null ? null : Path.GetFullPath(value);
        }
    }

    /// <summary>
    /// What the files in <see cref="SpoolFolder"/> may take, in bytes, 1 MB to 16 GB; 256 MB by default. Beyond, the
    /// oldest are deleted, and their records counted in <see cref="TraceCounters.DroppedSpoolFull"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public long SpoolBytes
    {
        get => _spoolBytes;
        set => _spoolBytes = Within(value, 1L << 20, 16L << 30);
    }

    internal BatchOptions Copy() => (BatchOptions)MemberwiseClone();

    private static T Within<T>(T value, T least, T most)
        where T : IComparable<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
