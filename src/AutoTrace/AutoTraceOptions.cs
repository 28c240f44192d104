using AutoTrace.Export;

namespace AutoTrace;

/// <summary>
/// What <see cref="AutoTraceRuntime.Start(Action{AutoTraceOptions})"/> needs to know. Environment variables win over
/// what is set here, as with the X-Ray SDKs: <c>AWS_XRAY_TRACING_NAME</c>, <c>AWS_XRAY_DAEMON_ADDRESS</c>,
/// <c>AWS_XRAY_CONTEXT_MISSING</c>, <c>AWS_XRAY_SDK_ENABLED</c>; and <c>AUTOTRACE_MINIMUM_LEVEL</c>,
/// <c>AUTOTRACE_EXPORT</c>, <c>AUTOTRACE_SAMPLE_EVERYTHING</c>, <c>AUTOTRACE_SAMPLING_RULES_FILE</c>.
/// </summary>
public sealed class AutoTraceOptions
{
    private string? _daemonAddress;
    private int _queueCapacity = 1024;
    private int _queueBytes = 8 << 20;
    private TimeSpan _tailKeepLatency = TimeSpan.FromSeconds(5);
    private int _tailKeepPerSecond = 1;
    private int _tailKeepBytes = 4 << 20;
    private int _tailKeepBytesPerSegment = 256 << 10;
    private TimeSpan _shutdownTimeout = TimeSpan.FromSeconds(2);
    private TimeSpan _inProgressAfter = TimeSpan.FromSeconds(30);
    private int _streamingThreshold = 100;

    /// <summary>
    /// The service's name: its node in the service map. Null means the host's application name, or the process's where
    /// there is no host.
    /// </summary>
    public string? ServiceName { get; set; }

    /// <summary>The service's version, shown with its segments.</summary>
    public string? ServiceVersion { get; set; }

    /// <summary>X-Ray's <c>origin</c> of the segments, such as <c>AWS::ECS::Container</c>; null for none.</summary>
    public string? Origin { get; set; }

    /// <summary>False turns tracing off: traced calls are forwarded at once, nothing is started or sent.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Where the daemon listens: <c>host</c>, <c>host:port</c>, <c>[v6]:port</c>, or <c>tcp:… udp:…</c> in either
    /// order. The port is 2000 unless given. Null means 127.0.0.1:2000.
    /// </summary>
    /// <exception cref="ArgumentException">The value is none of these forms.</exception>
    public string? DaemonAddress
    {
        get => _daemonAddress;
        set
        {
            if (value is not null && !AutoTrace.Export.DaemonAddress.TryParse(value, out _))
            {
                throw new ArgumentException(AutoTrace.Export.DaemonAddress.Complaint(value), nameof(value));
            }

            _daemonAddress = value;
        }
    }

    /// <summary>
    /// Where segments go, and by what: the daemon over UDP by default, the daemon's TCP port, or X-Ray itself, which
    /// <c>SendToXRay()</c> of the package AutoTrace.Aws sets. <c>AUTOTRACE_EXPORT</c> (<c>udp</c>, <c>tcp</c>,
    /// <c>xray</c>) wins over it.
    /// </summary>
    public ExportTarget Export { get; set; }

    /// <summary>How batches are made of what goes by TCP or to X-Ray, and what is held for them.</summary>
    public BatchOptions Batches { get; } = new();

    /// <summary>
    /// Makes the exporter for <see cref="ExportTarget.XRay"/>. Null, the default, means that of the package
    /// AutoTrace.Aws, which sets it where it is given settings.
    /// </summary>
    public Func<AutoTraceOptions, SegmentExporter>? XRayExporter { get; set; }

    /// <summary>
    /// Where segments go instead, whatever <see cref="Export"/> says: <see cref="InMemoryExporter"/> in tests, a
    /// <see cref="BatchExporter"/> over a transport of your own.
    /// </summary>
    public SegmentExporter? Exporter { get; set; }

    /// <summary>
    /// Whether the runtime may become the process's default, which serves what belongs to no other. True by default;
    /// false for one that must see nothing but its own, as in tests.
    /// </summary>
    public bool MayBeDefault { get; set; } = true;

    /// <summary>What to do about traced calls outside any segment.</summary>
    public ContextMissingStrategy ContextMissing { get; set; }

    /// <summary>
    /// Traced methods below this level are not recorded; what they call lies below their caller. Everything is, by
    /// default.
    /// </summary>
    public TracedLevel MinimumLevel { get; set; }

    /// <summary>
    /// Closed segments that may wait for the worker, 2 to 1,048,576; further ones are dropped whole and counted.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int QueueCapacity
    {
        get => _queueCapacity;
        set => _queueCapacity = Within(value, 2, 1 << 20);
    }

    /// <summary>
    /// What closed segments may take that wait for the worker, in bytes, 64 KB to 1 GB, 8 MB by default; further ones
    /// are dropped whole and counted.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int QueueBytes
    {
        get => _queueBytes;
        set => _queueBytes = Within(value, 64 << 10, 1 << 30);
    }

    /// <summary>
    /// From when on X-Ray is told that an open segment is in progress, 1 s to 1 day, 30 s by default; up to a quarter later. Zero
    /// for never. The segment itself is sent when it ends, as ever.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public TimeSpan InProgressAfter
    {
        get => _inProgressAfter;
        set
        {
            if (value != TimeSpan.Zero)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(1));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            }

            _inProgressAfter = value;
        }
    }

    /// <summary>
    /// How many subsegments and annotations a segment holds that is in progress, 1 to 20,000, 100 by default: subsegments
    /// that begin later are sent when they end, each with what lies below it. Past 20,000 every segment does so.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int StreamingThreshold
    {
        get => _streamingThreshold;
        set => _streamingThreshold = Within(value, 1, 20_000);
    }

    /// <summary>
    /// Whether every trace that begins here is recorded, whatever sampling rules there are: for development and tests.
    /// What another service decided holds even so. False by default: one request a second and 5 % of the others.
    /// <c>AUTOTRACE_SAMPLE_EVERYTHING</c> (<c>true</c>, <c>false</c>) wins over it.
    /// </summary>
    public bool SampleEverything { get; set; }

    /// <summary>
    /// The path of a file with sampling rules in the JSON of X-Ray's SDKs, versions 1 and 2, at most 256 KB. It is read
    /// at the start, and again within ten seconds when it has changed. What is wrong with it is a warning that names
    /// the line and what it must be; X-Ray's default then decides, or the rules from before. Null, the default, for
    /// none. <c>AUTOTRACE_SAMPLING_RULES_FILE</c> wins over it.
    /// </summary>
    public string? SamplingRulesFile { get; set; }

    /// <summary>
    /// Whether X-Ray's own sampling rules decide, which are asked for where segments go: at the daemon's TCP port, also
    /// where segments go by UDP, or at X-Ray itself. True by default; false leaves it to the rules of this process, which
    /// otherwise decide until X-Ray's are there, and when they have not been for an hour.
    /// </summary>
    public bool CentralSampling { get; set; } = true;

    /// <summary>How long stopping may take to deliver what is waiting, 0 to 60 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public TimeSpan ShutdownTimeout
    {
        get => _shutdownTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromSeconds(60));
            _shutdownTimeout = value;
        }
    }

    /// <summary>
    /// Whether a segment that sampling left out is kept after all when it ends badly; see <see cref="TailKeepCauses"/>.
    /// Its spans are held in memory while it is open. True by default; never in Lambda, whose own segment would be
    /// missing.
    /// </summary>
    public bool TailKeep { get; set; } = true;

    /// <summary>What makes a segment worth keeping. A fault or slowness by default.</summary>
    public TailKeepCauses TailKeepCauses { get; set; } = TailKeepCauses.Fault | TailKeepCauses.Slow;

    /// <summary>From when on a segment is slow, 1 ms to 1 day; 5 s by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public TimeSpan TailKeepLatency
    {
        get => _tailKeepLatency;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            _tailKeepLatency = value;
        }
    }

    /// <summary>How many segments a second are kept that way at most, 1 to 1,000; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int TailKeepPerSecond
    {
        get => _tailKeepPerSecond;
        set => _tailKeepPerSecond = Within(value, 1, 1000);
    }

    /// <summary>
    /// What open segments that sampling left out may take together, in bytes, 64 KB to 1 GB; 4 MB by default. Beyond,
    /// further ones are not held, and counted in <see cref="TraceCounters.TailKeepGaveWay"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int TailKeepBytes
    {
        get => _tailKeepBytes;
        set => _tailKeepBytes = Within(value, 64 << 10, 1 << 30);
    }

    /// <summary>
    /// What one of them may take, in bytes, 4 KB to 16 MB; 256 KB by default, some three thousand spans.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public int TailKeepBytesPerSegment
    {
        get => _tailKeepBytesPerSegment;
        set => _tailKeepBytesPerSegment = Within(value, 4 << 10, 16 << 20);
    }

    /// <summary>
    /// Whether <c>HttpClient</c> calls become subsegments, each attempt and redirect for itself, and carry
    /// <c>X-Amzn-Trace-Id</c> and <c>traceparent</c>, unless the request has such a header already. True by default.
    /// </summary>
    /// <remarks>
    /// By the events of <c>SocketsHttpHandler</c>: a client on another handler, or one whose
    /// <c>ActivityHeadersPropagator</c> is null, is not traced.
    /// </remarks>
    public bool TraceHttpClient { get; set; } = true;

    /// <summary>Whether URLs keep their query. False by default: queries hold secrets.</summary>
    public bool RecordQueryString { get; set; }

    /// <summary>
    /// Is shown every annotation and every value in metadata before it leaves the process, whether an attribute
    /// captured it or <see cref="TraceSpan"/> was given it: the key, and the value as text. Answers the text to send in
    /// its place; the same text leaves the value as it is, null leaves it out. Null by default: nothing is looked at,
    /// which costs nothing.
    /// </summary>
    /// <remarks>
    /// For a value inside an object the key is all names on the way to it: <c>order.card.number</c>. Called on
    /// AutoTrace's own thread, one value at a time, and only for what is sent. Where it throws the value is left out
    /// and counted in <see cref="TraceCounters.DetailsLeftOut"/>; the first time is a warning. It does not see messages
    /// of exceptions, URLs, SQL or users.
    /// </remarks>
    /// <example><c>o.Redact = (key, value) => key.EndsWith("card") ? "****" : value;</c></example>
    public Func<string, string, string?>? Redact { get; set; }

    /// <summary>
    /// Paths of incoming requests that get no segment, <c>*</c> and <c>?</c> as wildcards, in any case. Holds the usual
    /// health checks at first: <c>/health*</c>, <c>/livez*</c>, <c>/readyz*</c>, <c>/alive</c>.
    /// </summary>
    public IList<string> IgnoredPaths { get; } = ["/health*", "/livez*", "/readyz*", "/alive"];

    /// <summary>Adds to <see cref="IgnoredPaths"/>.</summary>
    /// <param name="pathPattern">A path such as <c>/metrics</c> or <c>/internal/*</c>.</param>
    /// <returns>These options, to go on.</returns>
    public AutoTraceOptions Ignore(string pathPattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pathPattern);
        IgnoredPaths.Add(pathPattern);
        return this;
    }

    /// <summary>The clock. Replace it in tests.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Takes the one line that is said at start. Writes to standard error unless set; <c>AddAutoTrace</c> sets it to
    /// the log. Called on AutoTrace's own thread, which the start does not wait for; a flush does.
    /// </summary>
    public Action<string>? OnInformation { get; set; } = WriteToStandardError;

    /// <summary>
    /// Takes warnings, each said once. Writes to standard error unless set; <c>AddAutoTrace</c> sets it to the log.
    /// </summary>
    public Action<string>? OnWarning { get; set; } = WriteToStandardError;

    /// <summary>What a runtime keeps: changes that are made after its start have no effect on it.</summary>
    internal AutoTraceOptions Copy() => (AutoTraceOptions)MemberwiseClone();

    private static int Within(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }

    private static void WriteToStandardError(string message) => Console.Error.WriteLine($"AutoTrace: {message}");
}
