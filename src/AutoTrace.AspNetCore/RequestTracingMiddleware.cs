using System.Diagnostics;
using System.IO.Enumeration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AutoTrace.AspNetCore;

/// <summary>The outermost middleware: a segment from a request's arrival until the pipeline returns.</summary>
internal sealed class RequestTracingMiddleware(RequestDelegate next, AutoTraceRuntime runtime, ILogger logger)
{
    // The name under which CloudWatch Logs links a line to its trace, and the form that the X-Ray SDKs write there.
    private static readonly Func<ILogger, string, IDisposable?> s_traceIdScope =
        LoggerMessage.DefineScope<string>("AWS-XRAY-TRACE-ID:{AWS-XRAY-TRACE-ID}");

    private readonly string[] _ignoredPaths = [.. runtime.Options.IgnoredPaths];
    private readonly bool _withQuery = runtime.Options.RecordQueryString;

    public Task InvokeAsync(HttpContext context) =>
        IsIgnored(context.Request.Path.Value) ? PassAsync(context) : TraceAsync(context);

    private async Task PassAsync(HttpContext context)
    {
        using TraceScope nothing = AutoTracer.Suppress();
        await next(context).ConfigureAwait(false);
    }

    private async Task TraceAsync(HttpContext context)
    {
        TraceHeader incoming = IncomingTrace.Read(context.Request.Headers);
        using TraceScope segment = runtime.BeginSegment(runtime.ServiceName, IdentityOf(context, incoming));
        TraceSpan span = segment.Span;
        RequestDescription.Record(span, context.Request, _withQuery);
        if (incoming.Sampled == SamplingDecision.Requested)
        {
            IncomingTrace.AnswerDecision(context.Response, span.Header);
        }

        using IDisposable? scope = s_traceIdScope(logger, $"{span.TraceId}@{span.Id}");
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (RequestOutcome.RecordUnhandled(span, context, exception))
        {
            throw;
        }

        RequestOutcome.Record(span, context);
    }

    /// <summary>The ids of ASP.NET Core's own Activity, so that the log shows what X-Ray shows.</summary>
    private static SegmentOptions IdentityOf(HttpContext context, in TraceHeader incoming)
    {
        SamplingRequest request = RequestForSampling.Of(context.Request, incoming.Sampled);
        return context.Features.Get<IHttpActivityFeature>()?.Activity is { IdFormat: ActivityIdFormat.W3C } activity
            ? new SegmentOptions
            {
                Header = incoming.Root.IsEmpty ? new TraceHeader { Root = TraceId.From(activity.TraceId) } : incoming,
                Id = SegmentId.From(activity.SpanId),
                Request = request,
            }
            : new SegmentOptions { Header = incoming, Request = request };
    }

    private bool IsIgnored(string? path)
    {
        foreach (string pattern in _ignoredPaths)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }
}
