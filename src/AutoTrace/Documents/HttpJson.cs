using System.Text.Json;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>Writes the <c>http</c> block: the last request and the last response that were recorded.</summary>
internal static class HttpJson
{
    public static void Write(Utf8JsonWriter json, in SealedSpan span)
    {
        HttpRequestDetail? request = null;
        HttpResponseDetail? response = null;
        for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
        {
            request = detail as HttpRequestDetail ?? request;
            response = detail as HttpResponseDetail ?? response;
        }

        if (request is null && response is null)
        {
            return;
        }

        json.WriteStartObject(FieldNames.Http);
        if (request is not null)
        {
            WriteRequest(json, request);
        }

        if (response is not null)
        {
            WriteResponse(json, response);
        }

        json.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter json, HttpRequestDetail request)
    {
        json.WriteStartObject(FieldNames.Request);
        json.WriteTextIfAny(FieldNames.Method, request.Method);
        json.WriteTextIfAny(FieldNames.Url, request.Url);
        json.WriteTextIfAny(FieldNames.UserAgent, request.UserAgent);
        json.WriteTextIfAny(FieldNames.ClientIp, request.ClientIp);
        if (request.ForwardedFor)
        {
            json.WriteBoolean(FieldNames.XForwardedFor, true);
        }

        json.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter json, HttpResponseDetail response)
    {
        json.WriteStartObject(FieldNames.Response);
        json.WriteNumber(FieldNames.Status, response.Status);
        if (response.ContentLength is >= 0 and { } length)
        {
            json.WriteNumber(FieldNames.ContentLength, length);
        }

        json.WriteEndObject();
    }
}
