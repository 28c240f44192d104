using AutoTrace;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddAutoTrace(o => o.SendToXRay());
WebApplication app = builder.Build();
app.MapGet("/work", () => Work.AtCallSite());
await app.StartAsync();

using (HttpClient client = new())
{
    Console.WriteLine(await client.GetStringAsync(new Uri(app.Urls.First() + "/work")));
}

await app.StopAsync();

internal static class Work
{
    [Traced]
    public static string AtCallSite() => "done";
}
