using System.Diagnostics;
using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Spans;

namespace AutoTrace.Instrumentation;

/// <summary>
/// Follows HttpClient by its diagnostic events, which every request of every client passes, redirects one by one.
/// Nothing is subscribed while no runtime wants it.
/// </summary>
/// <remarks>
/// Names no type of System.Net.Http, which a program that never uses it need not load for us: <see cref="HttpClientEvents"/>
/// does.
/// </remarks>
internal sealed class HttpClientTracing
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string ListenerName = "HttpHandlerDiagnosticListener";

    private static HttpClientTracing? s_active;

    private readonly IDisposable _allListeners;
    private IDisposable? _httpClient;

    private HttpClientTracing() => _allListeners = DiagnosticListener.AllListeners.Subscribe(this);

    /// <summary>
    /// What to tell the user where HttpClient has been told to stay silent; null where it has not. Source: the
    /// documented switch of System.Net.Http.
    /// </summary>
    public static string? Obstacle =>
        (AppContext.TryGetSwitch("System.Net.Http.EnableActivityPropagation", out bool enabled) && !enabled) ||
        Environment.GetEnvironmentVariable("DOTNET_SYSTEM_NET_HTTP_ENABLEACTIVITYPROPAGATION") is "0" or "false"
            ? "HttpClient is not traced and sends no trace header: System.Net.Http.EnableActivityPropagation (or the " +
                "variable DOTNET_SYSTEM_NET_HTTP_ENABLEACTIVITYPROPAGATION) turns its events off. Remove that, or set " +
                "TraceHttpClient to false."
            : null;

    /// <summary>Subscribes or unsubscribes. Calls do not overlap.</summary>
    public static void Set(bool on)
    {
        if (on)
        {
            s_active ??= new HttpClientTracing();
        }
        else
        {
            s_active?.Dispose();
            s_active = null;
        }
    }

    public void Dispose()
    {
        _allListeners.Dispose();
        _httpClient?.Dispose();
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == ListenerName)
        {
            _httpClient = value.Subscribe(this, IsWanted);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        try
        {
            HttpClientEvents.Handle(value.Key, value.Value);
        }
        catch (Exception)
        {
            // This runs inside the user's call, which must not fail for what tracing did not expect.
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    /// <summary>
    /// Only in flows with an open segment: elsewhere, and where tracing is suppressed, HttpClient behaves as if nobody
    /// listened.
    /// </summary>
    private static bool IsWanted(string name) =>
        HttpClientEvents.Knows(name) &&
        AmbientContext.Span is { Exists: true, Segment: var segment } &&
        segment.Queue.Options.TraceHttpClient &&
        !SpanStart.IsPast(segment);
}
