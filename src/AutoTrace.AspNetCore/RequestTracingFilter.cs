using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace AutoTrace.AspNetCore;

/// <summary>Puts the tracing of requests in front of the application's pipeline, unless tracing is off.</summary>
internal sealed class RequestTracingFilter(
    AutoTraceRuntime runtime, DiagnosticListener diagnostics, ILogger<RequestTracingMiddleware> logger)
    : IStartupFilter, IDisposable
{
    private IDisposable? _subscription;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
    {
        if (!runtime.IsEnabled)
        {
            return next;
        }

        XRayTraceIds.UseForActivities();
        _subscription ??= RequestDiagnostics.Subscribe(diagnostics);
        return app =>
        {
            app.Use(inner => new RequestTracingMiddleware(inner, runtime, logger).InvokeAsync);
            next(app);
        };
    }

    public void Dispose() => _subscription?.Dispose();
}
