using System.Diagnostics;
using AutoTrace.Instrumentation;
using Microsoft.AspNetCore.Http;

namespace AutoTrace.AspNetCore;

/// <summary>What is to be had from ASP.NET Core only by its diagnostic events.</summary>
/// <remarks>
/// An <see cref="Activity"/> for every request: ASP.NET Core makes one by itself while logging is on; asking for it in
/// this way makes the same one when it is off, and changes nothing for those who listen to its ActivitySource. And the
/// exception that the developer page shows: every application in Development has that page, and it leaves no trace in
/// the request.
/// </remarks>
internal sealed class RequestDiagnostics : IObserver<KeyValuePair<string, object?>>
{
    private const string RequestActivity = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string DeveloperPage = "Microsoft.AspNetCore.Diagnostics.UnhandledException";

    private readonly PayloadProperty<HttpContext> _context = new("httpContext");
    private readonly PayloadProperty<Exception> _exception = new("exception");

    private RequestDiagnostics()
    {
    }

    /// <param name="diagnostics">The host's own listener, not one of another host in this process.</param>
    /// <returns>Dispose it to hear no more.</returns>
    public static IDisposable Subscribe(DiagnosticListener diagnostics) =>
        diagnostics.Subscribe(new RequestDiagnostics(), static name => name is RequestActivity or DeveloperPage);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == DeveloperPage && _exception.Read(value.Value) is { } exception)
        {
            _context.Read(value.Value)?.Features.Set(new DeveloperPageException(exception));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
