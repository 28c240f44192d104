using AutoTrace;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Razor;

await using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.ServiceName = "razor");
await using WebApplication app = WebApplication.CreateBuilder(args).Build();
await using HtmlRenderer renderer = new(app.Services, NullLoggerFactory.Instance);
using (AutoTracer.BeginSegment("razor"))
{
    await renderer.Dispatcher.InvokeAsync(() => renderer.RenderComponentAsync<Page>());
}
