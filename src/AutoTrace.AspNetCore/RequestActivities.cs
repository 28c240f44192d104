using System.Diagnostics;

namespace AutoTrace.AspNetCore;

/// <summary>
/// Sees to it that every request has an <see cref="Activity"/>. ASP.NET Core makes one by itself while logging is on; asking
/// for it in this way makes the same one when it is off, and changes nothing for those who listen to its ActivitySource.
/// </summary>
internal sealed class RequestActivities : IObserver<KeyValuePair<string, object?>>
{
    private const string RequestActivity = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    /// <param name="diagnostics">The host's own listener, not one of another host in this process.</param>
    /// <returns>Dispose it to ask no more.</returns>
    public static IDisposable Demand(DiagnosticListener diagnostics) =>
        diagnostics.Subscribe(new RequestActivities(), static name => name == RequestActivity);

    public void OnNext(KeyValuePair<string, object?> value)
    {
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
