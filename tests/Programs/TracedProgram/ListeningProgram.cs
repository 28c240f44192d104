using System.Diagnostics;
using System.Net;

namespace AutoTrace.TracedProgram;

/// <summary>
/// Tells when somebody listens to HttpClient: only then does a call cost more than without AutoTrace.
/// </summary>
internal static class ListeningProgram
{
    public static int Run()
    {
        using HttpClient client = new();
        Call(client);
        DiagnosticListener httpClient = Find("HttpHandlerDiagnosticListener");
        Console.WriteLine($"before: {httpClient.IsEnabled()}");
        AutoTraceRuntime first = Start();
        AutoTraceRuntime second = Start();
        Console.WriteLine($"two running: {httpClient.IsEnabled()}");
        first.Dispose();
        Console.WriteLine($"one running: {httpClient.IsEnabled()}");
        using AutoTraceRuntime unwilling = Start(tracesHttpClient: false);
        second.Dispose();
        Console.WriteLine($"unwilling one running: {httpClient.IsEnabled()}");
        AutoTraceRuntime third = Start();
        Console.WriteLine($"again: {httpClient.IsEnabled()}");
        third.Dispose();
        Console.WriteLine($"after: {httpClient.IsEnabled()}");
        return 0;
    }

    private static AutoTraceRuntime Start(bool tracesHttpClient = true) => AutoTraceRuntime.Start(options =>
    {
        options.TraceHttpClient = tracesHttpClient;
        options.OnInformation = null;
    });

    /// <summary>Makes the client create its handlers; there is nobody to answer.</summary>
    private static void Call(HttpClient client)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"http://{IPAddress.Loopback}:9");
        try
        {
            client.Send(request);
        }
        catch (HttpRequestException)
        {
        }
    }

    private static DiagnosticListener Find(string name)
    {
        Finder finder = new(name);
        using IDisposable subscription = DiagnosticListener.AllListeners.Subscribe(finder);
        return finder.Found!;
    }

    private sealed class Finder(string name) : IObserver<DiagnosticListener>
    {
        public DiagnosticListener? Found { get; private set; }

        public void OnNext(DiagnosticListener value) => Found = value.Name == name ? value : Found;

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
