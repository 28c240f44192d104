using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;
using AutoTrace.Export;

namespace AutoTrace.Aws.Tests;

public sealed class XRayTransportTests : IDisposable
{
    private const string Segment =
        """{"id":"70de5b6f19ff9a0a","trace_id":"1-581cf771-a006649127e371903a2de979","name":"Grüße \"日本\" 🙂\\"}""";

    private static readonly ImmutableCredentials s_credentials = new(FakeXRay.AccessKey, FakeXRay.SecretKey, null);

    private readonly FakeXRay _xray = FakeXRay.Signed();

    public void Dispose() => _xray.Dispose();

    [Fact]
    public async Task DocumentsArriveAsTheyWereWrittenAndRightlySigned()
    {
        IReadOnlyList<UnprocessedSegment> unprocessed = await SendAsync(Segment, "{}");

        Assert.Empty(unprocessed);
        Assert.Equal([Segment, "{}"], await _xray.WaitForDocumentsAsync(2));
    }

    [Fact]
    public async Task SessionTokenIsSentAndSigned()
    {
        using FakeXRay xray = FakeXRay.Signed("IQoJb3JpZ2luX2VjE+/=");
        ImmutableCredentials temporary = new(FakeXRay.AccessKey, FakeXRay.SecretKey, "IQoJb3JpZ2luX2VjE+/=");
        using XRayTransport transport = TransportTo(xray.Url, credentials: temporary);

        await transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default);

        await xray.WaitForDocumentsAsync(1);
    }

    [Theory]
    [InlineData("/behind/proxy")]
    [InlineData("/a%20proxy")]
    [InlineData("/Gr%C3%BC%C3%9Fe")]
    [InlineData("/a%2Fb")]
    [InlineData("/100%25")]
    [InlineData("/(a+b)!*';@,=&$~", "/%28a%2Bb%29%21%2A%27%3B%40%2C%3D%26%24~")]
    [InlineData("/{a}/{b+}", "/%7Ba%7D/%7Bb%2B%7D")]
    [InlineData("//twice//", "//twice")]
    public async Task EndpointMayHaveAPath(string path, string? sent = null)
    {
        string url = _xray.Url.AbsoluteUri.TrimEnd('/') + path;
        using XRayTransport transport =
            TransportTo(XRayEndpoint.Of(FakeXRay.Region, fips: false, dualStack: false, configured: url));

        await transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default);

        XRayRequest request = Assert.Single(_xray.Requests.SoFar);
        Assert.Null(request.Error);
        Assert.Equal((sent ?? path) + "/TraceSegments", request.Target);
    }

    [Fact]
    public async Task WhatXRayDidNotProcessIsSaid()
    {
        _xray.AnswerNext(Fault.Body(
            """
            {"UnprocessedTraceSegments":[
              {"Id":"70de5b6f19ff9a0a","ErrorCode":"InvalidSegment","Message":"Trace Size Exceeded."},
              {"Id":null,"ErrorCode":"MissingId"}]}
            """));

        Assert.Equal(
            [
                new UnprocessedSegment("70de5b6f19ff9a0a", "InvalidSegment", "Trace Size Exceeded."),
                new UnprocessedSegment(null, "MissingId", null),
            ],
            await SendAsync(Segment, Segment));
    }

    [Theory]
    [InlineData(403, "AccessDeniedException", "User: arn:a is not authorized", true, "xray:PutTraceSegments")]
    [InlineData(403, "ExpiredTokenException", "The security token is expired", true, "AWS_SESSION_TOKEN")]
    [InlineData(403, "RequestExpired", "Request has expired.", true, "clock")]
    [InlineData(403, "InvalidSignatureException", "Signature expired: 1 is now earlier than 2", true, "clock")]
    [InlineData(403, "InvalidSignatureException", "does not match", true, "AWS_SECRET_ACCESS_KEY")]
    [InlineData(403, "UnrecognizedClientException", "The security token is invalid.", true, "AWS_ACCESS_KEY_ID")]
    [InlineData(429, "ThrottledException", "Rate exceeded", true, "sampling rate")]
    [InlineData(500, "InternalFailure", "", true, "500 InternalFailure")]
    [InlineData(400, "InvalidRequestException", "Exceeding maximum segment count: 50", false, "maximum segment count")]
    public async Task RefusalIsExplained(int status, string code, string message, bool canRetry, string remedy)
    {
        _xray.RefuseNext(status, code, message);

        SegmentTransportException refused = await FailsAsync(() => SendAsync(Segment));

        Assert.Equal(canRetry, refused.CanRetry);
        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task SamplingIsAskedForBySignedRequests()
    {
        using XRayTransport transport = TransportTo(_xray.Url);

        await transport.GetSamplingRulesAsync("{}"u8.ToArray(), default);
        ReadOnlyMemory<byte> answer = await transport.GetSamplingTargetsAsync("""{"a":1}"""u8.ToArray(), default);

        Assert.Equal("{}", Encoding.UTF8.GetString(answer.Span));
        Assert.Equal(
            [("/GetSamplingRules", "{}", null), ("/SamplingTargets", """{"a":1}""", null)],
            _xray.Requests.SoFar.Select(r => (r.Target, Encoding.UTF8.GetString(r.Body), r.Error)));
    }

    [Fact]
    public async Task RefusedSamplingNamesItsActionAndNotTheRateOfSegments()
    {
        using XRayTransport transport = TransportTo(_xray.Url);
        _xray.RefuseNext(403, "AccessDeniedException", "User: arn:a is not authorized");
        SegmentTransportException denied =
            await FailsAsync(() => transport.GetSamplingTargetsAsync("{}"u8.ToArray(), default));
        _xray.RefuseNext(429, "ThrottledException", "Rate exceeded");
        SegmentTransportException throttled =
            await FailsAsync(() => transport.GetSamplingRulesAsync("{}"u8.ToArray(), default));

        Assert.Contains("IAM action xray:GetSamplingTargets", denied.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("segments", throttled.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongSecretIsFoundOut()
    {
        using XRayTransport transport = TransportTo(
            _xray.Url, credentials: new ImmutableCredentials(FakeXRay.AccessKey, "another", null));

        SegmentTransportException refused = await Assert.ThrowsAsync<SegmentTransportException>(
            () => transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default));

        Assert.Contains("AWS_SECRET_ACCESS_KEY", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_xray.Documents.SoFar);
    }

    [Fact]
    public async Task WrongRegionIsFoundOut()
    {
        using XRayTransport transport = TransportTo(_xray.Url, region: "us-east-1");

        SegmentTransportException refused = await Assert.ThrowsAsync<SegmentTransportException>(
            () => transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default));

        Assert.Contains("AWS_REGION", refused.Message, StringComparison.Ordinal);
        Assert.Contains("us-east-1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClockThatIsOffIsFoundOutByTheAnswer()
    {
        ManualTimeProvider slow = new(_xray.Clock.GetUtcNow() - TimeSpan.FromMinutes(20));
        using XRayTransport transport = TransportTo(_xray.Url, clock: slow);

        SegmentTransportException refused = await Assert.ThrowsAsync<SegmentTransportException>(
            () => transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default));

        Assert.Contains("This machine's clock is 20 minutes behind", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenToComeAgainIsReadFromTheAnswer()
    {
        _xray.AnswerNext(new Fault(Fault.Http("503 Service Unavailable", "<html>busy</html>", "Retry-After: 7\r\n")));

        SegmentTransportException refused = await FailsAsync(() => SendAsync(Segment));

        Assert.Equal(TimeSpan.FromSeconds(7), refused.RetryAfter);
        Assert.True(refused.CanRetry);
    }

    [Fact]
    public async Task ARequestThatIsTooLargeIsKnownAsOne()
    {
        _xray.RefuseNext(413, "RequestEntityTooLarge", "");

        SegmentTransportException refused = await FailsAsync(() => SendAsync(Segment));

        Assert.True(refused.IsTooLarge);
        Assert.False(refused.CanRetry);
    }

    [Fact]
    public async Task AnswerThatIsNotJsonIsExplained()
    {
        _xray.AnswerNext(Fault.Body("<html>Log in to the guest network</html>"));

        SegmentTransportException failed = await FailsAsync(() => SendAsync(Segment));

        Assert.Contains("AWS_ENDPOINT_URL_XRAY", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectionThatIsCutIsAFailureThatMayPass()
    {
        _xray.AnswerNext(new Fault(Resets: true));

        Assert.True((await FailsAsync(() => SendAsync(Segment))).CanRetry);
    }

    [Fact]
    public async Task SilenceEndsWithTheTokenAndIsExplained()
    {
        using CancellationTokenSource timeout = new();
        _xray.Fault = _ =>
        {
            timeout.Cancel();
            return new Fault(Hangs: true);
        };
        using XRayTransport transport = TransportTo(_xray.Url);

        SegmentTransportException failed = await Assert.ThrowsAsync<SegmentTransportException>(
            () => transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], timeout.Token));

        Assert.True(failed.CanRetry);
        Assert.Contains("VPC endpoint com.amazonaws.eu-central-1.xray", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyListeningIsExplained()
    {
        using XRayTransport transport = TransportTo(UnusedUrl());

        SegmentTransportException failed = await Assert.ThrowsAsync<SegmentTransportException>(
            () => transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default));

        Assert.Contains("ConnectionRefused", failed.Message, StringComparison.Ordinal);
        Assert.Contains("AWS_ENDPOINT_URL_XRAY", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostThatDoesNotExistIsExplainedByTheRegion()
    {
        Uri nowhere = new("http://xray.eu-nowhere-1.invalid/");
        using XRayTransport transport = TransportTo(nowhere, region: "eu-nowhere-1");

        SegmentTransportException failed = await Assert.ThrowsAsync<SegmentTransportException>(
            () => transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default));

        Assert.Contains("Check AWS_REGION (it is eu-nowhere-1)", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingCredentialsAreNamed()
    {
        using XRayClient client = new(
            () => new XRayDestination(_xray.Url, FakeXRay.Region),
            () => throw new XRaySetupException("No AWS credentials were found"),
            TimeProvider.System);
        using XRayTransport transport = new(client, "X-Ray");

        SegmentTransportException failed = await Assert.ThrowsAsync<SegmentTransportException>(
            () => transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default));

        Assert.Equal("No AWS credentials were found", failed.Message);
        Assert.True(failed.CanRetry);
    }

    [Fact]
    public async Task DestinationIsAskedForUntilItIsKnown()
    {
        int asked = 0;
        using XRayClient client = new(
            () => ++asked == 1
                ? throw new XRaySetupException("No AWS region is known.")
                : new XRayDestination(_xray.Url, FakeXRay.Region),
            () => Task.FromResult(s_credentials),
            TimeProvider.System);
        using XRayTransport transport = new(client, "X-Ray");

        await FailsAsync(() => transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default));
        await transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default);
        await transport.SendAsync([Encoding.UTF8.GetBytes(Segment)], default);

        Assert.Equal(2, asked);
    }

    private static Task<SegmentTransportException> FailsAsync(Func<Task> send) =>
        Assert.ThrowsAsync<SegmentTransportException>(send);

    private static Uri UnusedUrl()
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        return new Uri($"http://[::1]:{((IPEndPoint)socket.LocalEndPoint!).Port}/");
    }

    private static XRayTransport TransportTo(
        Uri endpoint,
        string region = FakeXRay.Region,
        ImmutableCredentials? credentials = null,
        TimeProvider? clock = null) =>
        new(
            new XRayClient(
                () => new XRayDestination(endpoint, region),
                () => Task.FromResult(credentials ?? s_credentials),
                clock ?? TimeProvider.System),
            $"X-Ray at {endpoint}");

    private async Task<IReadOnlyList<UnprocessedSegment>> SendAsync(params string[] documents)
    {
        using XRayTransport transport = TransportTo(_xray.Url);
        return await transport.SendAsync(
            [.. documents.Select(document => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(document))], default);
    }
}
