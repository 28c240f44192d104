using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace AutoTrace.Aws.Tests;

/// <summary>From a traced call to X-Ray's side of the wire, with what the environment says.</summary>
[Collection(nameof(AwsEnvironment))]
public sealed class SendToXRayTests : IDisposable
{
    private readonly Arrivals<string> _said = new();
    private readonly FakeXRay _xray = FakeXRay.Signed();

    public void Dispose() => _xray.Dispose();

    [Fact]
    public async Task SegmentArrivesSignedWithTheEnvironmentsCredentials()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        await using AutoTraceRuntime runtime = Start();

        using (runtime.BeginSegment("shop"))
        {
            AutoTracer.BeginSubsegment("charge").Dispose();
        }

        TraceCounters counters = await runtime.FlushAsync(Eventually.Deadline);

        string document = Assert.Single(await _xray.WaitForDocumentsAsync(1));
        JsonElement segment = JsonElement.Parse(document);
        Assert.Equal("shop", segment.GetProperty("name").GetString());
        Assert.Equal("charge", segment.GetProperty("subsegments")[0].GetProperty("name").GetString());
        Assert.Equal(2, counters.Sent);
        Assert.Equal(0, counters.Dropped);
        Assert.All(_xray.Requests.SoFar, request => Assert.Null(request.Error));
        Assert.Contains(
            _said.SoFar, line => line.Contains($"sending to X-Ray at {_xray.Url}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheOptionAloneFindsThePackage()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        await using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options =>
        {
            options.ServiceName = "shop";
            options.Export = ExportTarget.XRay;
            options.SampleEverything = true;
            options.OnWarning = _said.Add;
            options.OnInformation = _said.Add;
        });

        runtime.BeginSegment("shop").Dispose();
        await runtime.FlushAsync(Eventually.Deadline);

        Assert.Single(await _xray.WaitForDocumentsAsync(1));
    }

    [Fact]
    public async Task SendingIsNotTracedWhateverListens()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        Arrivals<string> activities = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => activities.Add(activity.OperationName),
        };
        ActivitySource.AddActivityListener(listener);
        await using AutoTraceRuntime runtime = Start();

        // The second request is made while a segment is open in the flow that waits for it.
        for (int request = 1; request <= 2; request++)
        {
            using (runtime.BeginSegment($"segment {request}"))
            {
                runtime.BeginSegment("inner").Dispose();
                await runtime.FlushAsync(Eventually.Deadline);
            }
        }

        await runtime.FlushAsync(Eventually.Deadline);
        IReadOnlyList<string> documents = await _xray.WaitForDocumentsAsync(4);

        Assert.DoesNotContain(documents, document => document.Contains("\"subsegments\"", StringComparison.Ordinal));
        Assert.Empty(activities.SoFar);
        Assert.All(_xray.Requests.SoFar, request =>
        {
            Assert.DoesNotContain("X-Amzn-Trace-Id", request.Headers.Keys);
            Assert.DoesNotContain("traceparent", request.Headers.Keys);
        });
    }

    [Fact]
    public async Task AccessDeniedIsOneLineAndTheAppGoesOn()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        for (int request = 0; request < 3; request++)
        {
            _xray.RefuseNext(403, "AccessDeniedException", "User is not authorized");
        }

        await using AutoTraceRuntime runtime = Start();
        runtime.BeginSegment("first").Dispose();
        await _xray.WaitForDocumentsAsync(1);
        await runtime.FlushAsync(Eventually.Deadline);

        Assert.Single(_said.SoFar, line => line.Contains("xray:PutTraceSegments", StringComparison.Ordinal));
        Assert.Equal(1, runtime.Counters.Sent);
        Assert.Equal(4, _xray.Requests.SoFar.Count);
    }

    [Fact]
    public async Task XRaysRulesAreAskedForBySignedRequestsAndDecide()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        _xray.Other = _ =>
            """{"SamplingRuleRecords":[{"SamplingRule":{"RuleName":"Default","Priority":10000,"FixedRate":1}}]}""";
        await using AutoTraceRuntime runtime = Start(o => o.SampleEverything = false);

        Assert.True(await runtime.WaitForSamplingRulesAsync(Eventually.Deadline));

        for (int i = 0; i < 20; i++)
        {
            using TraceScope segment = runtime.BeginSegment("shop");
            Assert.Equal(SamplingDecision.Sampled, segment.Span.Header.Sampled);
        }

        Assert.Null(Assert.Single(await _xray.WaitForAsync("/GetSamplingRules")).Error);
        Assert.Contains(_said.SoFar, line => line.Contains(
            $"sampling: incoming decisions, else X-Ray's rules by X-Ray at {_xray.Url}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SamplingRulesThatAreDeniedAreOneLineWithTheirAction()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        _xray.Fault = _ => Fault.Error(403, "AccessDeniedException", "User is not authorized");
        ManualTimeProvider clock = new();
        await using AutoTraceRuntime runtime = Start(o =>
        {
            o.SampleEverything = false;
            o.TimeProvider = clock;
        });

        await clock.AdvanceUntilAsync(() => _xray.Requests.SoFar.Count > 10, TimeSpan.FromSeconds(1));

        Assert.Single(
            _said.SoFar, line => line.Contains("Allow the IAM action xray:GetSamplingRules", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StartNeitherWaitsNorThrowsWhereThereAreNoCredentials()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", null);
        await using AutoTraceRuntime runtime = Start();

        runtime.BeginSegment("first").Dispose();
        await _said.WaitAsync(
            lines => lines.Any(line => line.StartsWith("No AWS credentials were found", StringComparison.Ordinal)),
            () => $"the credentials' line: {string.Join('\n', _said.SoFar)}");

        Assert.Empty(_xray.Requests.SoFar);
    }

    [Fact]
    public async Task MissingRegionNamesItsVariable()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        Environment.SetEnvironmentVariable("AWS_REGION", null);
        await using AutoTraceRuntime runtime = Start();

        runtime.BeginSegment("first").Dispose();

        await _said.WaitAsync(
            lines => lines.Any(line => line.Contains("Set AWS_REGION", StringComparison.Ordinal)),
            () => $"the region's line: {string.Join('\n', _said.SoFar)}");
    }

    [Fact]
    public async Task XRayIsToldEveryMinuteWhatBecameOfTheRecords()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        ManualTimeProvider clock = new();
        await using AutoTraceRuntime runtime = Start(o => o.TimeProvider = clock);
        _xray.AnswerNext(Fault.Body("""{"UnprocessedTraceSegments":[{"ErrorCode":"InvalidSegment"}]}"""));
        runtime.BeginSegment("refused").Dispose();
        await runtime.FlushAsync(Eventually.Deadline);
        runtime.BeginSegment("sent").Dispose();
        await runtime.FlushAsync(Eventually.Deadline);

        // What could not be told is told along with the next minute's: that a request failed too.
        _xray.RefuseNext(503, "ServiceUnavailable", "");
        runtime.BeginSegment("sent after a failure").Dispose();
        Task<TraceCounters> flush = runtime.FlushAsync(Eventually.Deadline).AsTask();
        await _said.WaitAsync(
            lines => lines.Any(line => line.Contains("PutTraceSegments with 503", StringComparison.Ordinal)),
            () => "the failure of the third request");
        clock.Advance(TimeSpan.FromSeconds(1));
        await runtime.FlushAsync(Eventually.Deadline);
        await flush;
        _xray.RefuseNext(500, "InternalFailure", "");
        clock.Advance(TimeSpan.FromMinutes(1));
        await _said.WaitAsync(
            lines => lines.Any(line => line.Contains("PutTelemetryRecords with 500", StringComparison.Ordinal)),
            () => "the first report's failure");
        clock.Advance(TimeSpan.FromMinutes(1));
        IReadOnlyList<XRayRequest> requests = await _xray.WaitForAsync("/TelemetryRecords", 2);

        Assert.Null(requests[^1].Error);
        JsonElement record = JsonElement.Parse(requests[^1].Body).GetProperty("TelemetryRecords")[0];
        Assert.Equal(3, record.GetProperty("SegmentsReceivedCount").GetInt32());
        Assert.Equal(2, record.GetProperty("SegmentsSentCount").GetInt32());
        Assert.Equal(1, record.GetProperty("SegmentsRejectedCount").GetInt32());
        Assert.Equal(0, record.GetProperty("SegmentsSpilloverCount").GetInt32());
        Assert.Equal(2, record.GetProperty("BackendConnectionErrors").GetProperty("HTTPCode5XXCount").GetInt32());
    }

    [Fact]
    public async Task TelemetryThatIsDeniedIsSaidOnceAndDoesNotDisturb()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        ManualTimeProvider clock = new();
        await using AutoTraceRuntime runtime = Start(o => o.TimeProvider = clock);
        runtime.BeginSegment("first").Dispose();
        await runtime.FlushAsync(Eventually.Deadline);

        for (int minute = 1; minute <= 2; minute++)
        {
            _xray.RefuseNext(403, "AccessDeniedException", "User is not authorized");
            clock.Advance(TimeSpan.FromMinutes(1));
            await _xray.WaitForAsync("/TelemetryRecords", minute);
        }

        runtime.BeginSegment("second").Dispose();
        TraceCounters counters = await runtime.FlushAsync(Eventually.Deadline);

        Assert.Equal(2, counters.Sent);
        await Eventually.EqualAsync(
            1, () => _said.SoFar.Count(line => line.Contains("xray:PutTelemetryRecords", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task DaemonThatListensThereHasTheDocuments()
    {
        using ChildProcess daemon = ChildProcess.StartDotnet(
            [PathOfDaemon, "--udp", "127.0.0.1:0", "--http", "127.0.0.1:0"]);
        string listening =
            await daemon.WaitForLineAsync(line => line.StartsWith("listening ", StringComparison.Ordinal));
        Uri http = new($"http://{listening.Split(' ')[2]["http=".Length..]}/");
        using AwsEnvironment environment = AwsEnvironment.For(http);
        await using AutoTraceRuntime runtime = Start();
        string traceId;
        using (TraceScope segment = runtime.BeginSegment("shop"))
        {
            traceId = segment.Span.TraceId.ToString();
        }

        Assert.Equal(1, (await runtime.FlushAsync(Eventually.Deadline)).Sent);

        using HttpClient client = new() { BaseAddress = http };
        JsonObject question = new() { ["TraceIds"] = new JsonArray(traceId) };
        using HttpResponseMessage answer = await client.PostAsync("/Traces", JsonContent.Create(question));
        JsonElement trace = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("Traces")[0];
        string document = trace.GetProperty("Segments")[0].GetProperty("Document").GetString()!;
        Assert.Equal("shop", JsonElement.Parse(document).GetProperty("name").GetString());
    }

    [Fact]
    public void EndpointUrlOfTheServiceWinsOverTheOneForAll()
    {
        using AwsEnvironment environment = AwsEnvironment.For(_xray.Url);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", "http://all.example/");
        Assert.Equal(_xray.Url, AwsSettings.FindDestination(askInstance: false).Endpoint);

        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_XRAY", null);
        Assert.Equal(new Uri("http://all.example/"), AwsSettings.FindDestination(askInstance: false).Endpoint);

        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", null);
        Environment.SetEnvironmentVariable("AWS_USE_FIPS_ENDPOINT", "true");
        Amazon.Runtime.Internal.FallbackInternalConfigurationFactory.Reset();
        Assert.Equal(
            new Uri("https://xray-fips.eu-central-1.amazonaws.com/"),
            AwsSettings.FindDestination(askInstance: false).Endpoint);
    }

    private static string PathOfDaemon => AppContext.BaseDirectory.Replace(
        Path.Combine("tests", "AutoTrace.Aws.Tests"), Path.Combine("src", "AutoTrace.Daemon"), StringComparison.Ordinal)
        + "autotrace.dll";

    private AutoTraceRuntime Start(Action<AutoTraceOptions>? configure = null) => AutoTraceRuntime.Start(o =>
    {
        o.ServiceName = "shop";
        o.MayBeDefault = false;
        o.SampleEverything = true;
        o.ShutdownTimeout = TimeSpan.Zero;
        o.OnInformation = _said.Add;
        o.OnWarning = _said.Add;
        o.SendToXRay(new Export.BatchOptions { MaxAge = TimeSpan.Zero });
        configure?.Invoke(o);
    });
}
