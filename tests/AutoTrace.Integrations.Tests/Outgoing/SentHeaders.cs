using Microsoft.AspNetCore.Http;

namespace AutoTrace.Integrations.Tests.Outgoing;

/// <summary>What a server saw of the caller's trace.</summary>
internal static class SentHeaders
{
    public static TraceHeader XRay(IHeaderDictionary headers)
    {
        Assert.True(TraceHeader.TryParse(headers["X-Amzn-Trace-Id"].ToString(), out TraceHeader header));
        return header;
    }

    public static string Parent(IHeaderDictionary headers) => XRay(headers).Parent.ToString();

    /// <summary>X-Ray's header and W3C's say the same.</summary>
    public static void AssertAgree(IHeaderDictionary headers) =>
        Assert.Equal(XRay(headers).ToTraceparent(), headers.TraceParent.ToString());
}
