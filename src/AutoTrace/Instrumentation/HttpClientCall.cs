using System.Diagnostics;
using AutoTrace.Context;

namespace AutoTrace.Instrumentation;

/// <summary>
/// One request on its way: kept with the message, which handlers may send again for a retry or a redirect.
/// </summary>
internal sealed class HttpClientCall
{
    private static readonly HttpRequestOptionsKey<HttpClientCall> s_key = new("AutoTrace");

    private TraceScope _scope;
    private string? _traceHeader;
    private string? _traceparent;

    /// <summary>
    /// Opens the subsegment and writes the headers. Runs where the platform has just started its own Activity.
    /// </summary>
    public static void Start(HttpRequestMessage request)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } uri)
        {
            return;
        }

        if (!request.Options.TryGetValue(s_key, out HttpClientCall? call))
        {
            call = new HttpClientCall();
            request.Options.Set(s_key, call);
        }

        // One id for the subsegment, X-Ray's header and W3C's.
        SegmentId id = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity
            ? SegmentId.From(activity.SpanId)
            : SegmentId.New();
        TraceHeader header = AutoTracer.Current.Header with { Parent = id };
        call._scope = AutoTracer.BeginSubsegment(
            uri.Host, new SubsegmentOptions { Namespace = SubsegmentNamespace.Remote, Id = id });
        if (call._scope.Span.IsRecording)
        {
            bool withQuery = AmbientContext.Span.Segment.Queue.Options.RecordQueryString;
            call._scope.Span.SetHttpRequest(request.Method.Method, Url(uri, withQuery));
        }

        call._traceHeader = Write(request, TraceHeader.Name, header.ToString(), call._traceHeader);
        call._traceparent = Write(request, "traceparent", header.ToTraceparent(), call._traceparent);
    }

    public static void Fail(HttpRequestMessage request, Exception? exception)
    {
        if (request.Options.TryGetValue(s_key, out HttpClientCall? call))
        {
            call._scope.Span.AddException(exception);
        }
    }

    public static void Stop(HttpRequestMessage request, HttpResponseMessage? response)
    {
        if (!request.Options.TryGetValue(s_key, out HttpClientCall? call))
        {
            return;
        }

        if (response is not null)
        {
            call._scope.Span.SetHttpResponse((int)response.StatusCode, response.Content.Headers.ContentLength);
        }

        call._scope.Dispose();
        call._scope = default;
    }

    /// <summary>Writes a header unless somebody else has; what an earlier attempt of ours left is replaced.</summary>
    /// <returns>The value that is ours now; null for none.</returns>
    private static string? Write(HttpRequestMessage request, string name, string value, string? ours)
    {
        if (request.Headers.NonValidated.TryGetValues(name, out var present))
        {
            if (present.ToString() != ours)
            {
                return null;
            }

            request.Headers.Remove(name);
        }

        return request.Headers.TryAddWithoutValidation(name, value) ? value : null;
    }

    private static string Url(Uri uri, bool withQuery) => uri.GetComponents(
        withQuery ? UriComponents.HttpRequestUrl : UriComponents.SchemeAndServer | UriComponents.Path,
        UriFormat.UriEscaped);
}
