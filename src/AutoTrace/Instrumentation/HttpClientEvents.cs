namespace AutoTrace.Instrumentation;

/// <summary>What HttpClient says of a request. Source: <c>DiagnosticsHandler</c> of System.Net.Http.</summary>
internal static class HttpClientEvents
{
    private const string ActivityName = "System.Net.Http.HttpRequestOut";
    private const string Started = "System.Net.Http.HttpRequestOut.Start";
    private const string Stopped = "System.Net.Http.HttpRequestOut.Stop";
    private const string Failed = "System.Net.Http.Exception";

    private static readonly PayloadProperty<HttpRequestMessage> s_startedRequest = new("Request");
    private static readonly PayloadProperty<HttpRequestMessage> s_stoppedRequest = new("Request");
    private static readonly PayloadProperty<HttpResponseMessage> s_stoppedResponse = new("Response");
    private static readonly PayloadProperty<HttpRequestMessage> s_failedRequest = new("Request");
    private static readonly PayloadProperty<Exception> s_failedException = new("Exception");

    public static bool Knows(string name) => name is ActivityName or Started or Stopped or Failed;

    public static void Handle(string name, object? payload)
    {
        switch (name)
        {
            case Started when s_startedRequest.Read(payload) is { } request:
                HttpClientCall.Start(request);
                break;
            case Failed when s_failedRequest.Read(payload) is { } request:
                HttpClientCall.Fail(request, s_failedException.Read(payload));
                break;
            case Stopped when s_stoppedRequest.Read(payload) is { } request:
                HttpClientCall.Stop(request, s_stoppedResponse.Read(payload));
                break;
        }
    }
}
