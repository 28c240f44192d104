using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AutoTrace.Aws.Tests;

/// <summary>
/// X-Ray's side of the wire, on a socket of its own: it takes what is signed as it must be, and can be told to answer
/// otherwise.
/// </summary>
internal sealed class FakeXRay : IAsyncDisposable
{
    public const string Region = "eu-central-1";
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private readonly WebApplication _app;
    private readonly SignatureVersion4 _signature;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();

    private FakeXRay(WebApplication app, string? token)
    {
        _app = app;
        _signature = new SignatureVersion4(AccessKey, SecretKey, token, Region);
    }

    public Uri Url => new(_app.Urls.First() + "/");

    /// <summary>What the clock here shows.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>The requests so far, refused ones too.</summary>
    public Arrivals<XRayRequest> Requests { get; } = new();

    /// <summary>The documents so far that were accepted.</summary>
    public Arrivals<string> Documents { get; } = new();

    public static async Task<FakeXRay> StartAsync(string? token = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        FakeXRay fake = new(app, token);
        app.Run(fake.HandleAsync);
        await app.StartAsync();
        return fake;
    }

    /// <summary>Answers the next request with an error instead of looking at it.</summary>
    public void RefuseNext(int status, string code, string message) =>
        _answers.Enqueue(context => RefuseAsync(context, status, code, message));

    /// <summary>Answers the next request like this instead of looking at it.</summary>
    public void AnswerNext(Func<HttpContext, Task> answer) => _answers.Enqueue(answer);

    public Task<IReadOnlyList<XRayRequest>> WaitForAsync(string path, int requests = 1) => Requests.WaitAsync(
        all => all.Count(request => request.Path == path) >= requests,
        () => $"{requests} requests to {path}: {string.Join(", ", Requests.SoFar.Select(request => request.Path))}");

    public Task<IReadOnlyList<string>> WaitForDocumentsAsync(int documents) => Documents.WaitAsync(
        all => all.Count >= documents,
        () => $"{documents} documents; " +
            $"refused: {string.Join(", ", Requests.SoFar.Select(request => request.Error).OfType<string>())}");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        (string Code, string Message)? wrong = _signature.Check(context.Request, body.ToArray(), Clock.GetUtcNow());
        Dictionary<string, string> headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Requests.Add(new XRayRequest(context.Request.Path, headers, body.ToArray(), wrong?.Message));
        context.Response.Headers.Date = Clock.GetUtcNow().ToString("R");
        if (_answers.TryDequeue(out Func<HttpContext, Task>? answer))
        {
            await answer(context);
        }
        else if (wrong is var (code, message))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, code, message);
        }
        else
        {
            Take(context.Request.Path, body.ToArray());
            await context.Response.WriteAsync(
                context.Request.Path == "/TraceSegments" ? """{"UnprocessedTraceSegments":[]}""" : "{}");
        }
    }

    private void Take(string path, byte[] body)
    {
        if (path == "/TraceSegments")
        {
            foreach (JsonElement document in
                JsonElement.Parse(body).GetProperty("TraceSegmentDocuments").EnumerateArray())
            {
                Documents.Add(document.GetString()!);
            }
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-amzn-ErrorType"] = code + ":http://internal.amazon.com/coral/com.amazonaws.xray/";
        return context.Response.WriteAsync(new JsonObject { ["message"] = message }.ToJsonString());
    }
}

/// <summary>A request as it arrived.</summary>
/// <param name="Path">The operation's path.</param>
/// <param name="Headers">By name, in any case.</param>
/// <param name="Body">As it came.</param>
/// <param name="Error">What is wrong with its signature; null for nothing.</param>
internal sealed record XRayRequest(
    string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body, string? Error);
