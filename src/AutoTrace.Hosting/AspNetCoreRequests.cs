using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace AutoTrace.Hosting;

/// <summary>
/// Turns on the tracing of ASP.NET Core requests in applications that reference AutoTrace.AspNetCore, which this
/// assembly cannot: a worker has no ASP.NET Core. The trimmer and the AOT compiler read the names below and keep what
/// they name.
/// </summary>
internal static class AspNetCoreRequests
{
    public static void AddTo(IServiceCollection services) =>
        Type.GetType("AutoTrace.AspNetCore.RequestTracing, AutoTrace.AspNetCore", throwOnError: false)?
            .GetMethod("AddTo", BindingFlags.Static | BindingFlags.Public)?
            .Invoke(obj: null, [services]);
}
