using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

// A web application that is traced by both, each unaware of the other: it prints its address and OpenTelemetry's spans.
using TracerProvider openTelemetry = Sdk.CreateTracerProviderBuilder()
    .AddSource("Microsoft.AspNetCore", "System.Net.Http")
    .AddProcessor(new Printer())
    .Build();
using HttpClient client = new();
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
builder.Services.AddAutoTrace(options => options.ServiceName = "shop");
WebApplication app = builder.Build();
app.MapGet("/", (HttpRequest request) => client.GetStringAsync($"http://{request.Host}/inner"));
app.MapGet("/inner", () => "hello");
await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await Console.In.ReadToEndAsync();
await app.DisposeAsync();

internal sealed class Printer : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data) =>
        Console.WriteLine($"span {data.TraceId} {data.SpanId} {data.ParentSpanId}");
}
