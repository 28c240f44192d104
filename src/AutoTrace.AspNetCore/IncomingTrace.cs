using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AutoTrace.AspNetCore;

/// <summary>What a request's headers say about its trace, and the answer to a caller that asks.</summary>
internal static class IncomingTrace
{
    /// <summary>
    /// X-Ray's header, else W3C's; the default value, for a new trace, where neither is there and valid.
    /// </summary>
    public static TraceHeader Read(IHeaderDictionary headers)
    {
        if (TraceHeader.TryParse(headers[TraceHeader.Name].ToString(), out TraceHeader header))
        {
            return header;
        }

        // The flag 00 is no decision: .NET sends it for every call of a service that traces nothing.
        return TraceHeader.TryParseTraceparent(headers[HeaderNames.TraceParent].ToString(), out header) &&
            header.Sampled == SamplingDecision.NotSampled
                ? header with { Sampled = SamplingDecision.Unknown }
                : header;
    }

    /// <summary>
    /// Tells a caller that sent <c>Sampled=?</c> what was decided; late, since an error handler clears the headers that
    /// were set before.
    /// </summary>
    public static void AnswerDecision(HttpResponse response, TraceHeader decided)
    {
        string answer = new TraceHeader { Root = decided.Root, Sampled = decided.Sampled }.ToString();
        response.OnStarting(() =>
        {
            response.Headers[TraceHeader.Name] = answer;
            return Task.CompletedTask;
        });
    }
}
