using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace AutoTrace.AspNetCore;

/// <summary>Writes what became of a request into its segment.</summary>
internal static class RequestOutcome
{
    /// <summary>
    /// For a pipeline that returned: the response, and the exception if an inner handler has made it one.
    /// </summary>
    public static void Record(TraceSpan span, HttpContext context)
    {
        HttpResponse response = context.Response;
        if (response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.AddException(
                context.Features.Get<IExceptionHandlerFeature>()?.Error ??
                context.Features.Get<DeveloperPageException>()?.Exception);
        }

        span.SetHttpResponse(response.StatusCode, response.ContentLength);
    }

    /// <summary>
    /// For an exception that leaves the pipeline. The server answers it only afterwards, so the status is foretold,
    /// unless the response is on its way already.
    /// </summary>
    /// <returns>False, for an exception filter that lets it pass.</returns>
    public static bool RecordUnhandled(TraceSpan span, HttpContext context, Exception exception)
    {
        HttpResponse response = context.Response;
        int status = StatusOf(exception, context);
        if (status != StatusCodes.Status499ClientClosedRequest &&
            (response.HasStarted || status >= StatusCodes.Status500InternalServerError))
        {
            span.AddException(exception);
            span.MarkFault();
        }

        span.SetHttpResponse(response.HasStarted ? response.StatusCode : status);
        return false;
    }

    /// <summary>
    /// ASP.NET Core's own rule: a client that went away is no failure, and a bad request says itself what it is.
    /// </summary>
    private static int StatusOf(Exception exception, HttpContext context) => exception switch
    {
        OperationCanceledException or IOException when context.RequestAborted.IsCancellationRequested =>
            StatusCodes.Status499ClientClosedRequest,
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };
}
