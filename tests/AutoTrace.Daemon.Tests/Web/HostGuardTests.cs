using System.Net;

namespace AutoTrace.Daemon.Tests.Web;

public sealed class HostGuardTests
{
    [Theory]
    [InlineData("localhost", null, true)]
    [InlineData("LOCALHOST:1", null, true)]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("127.0.0.1:2000", null, true)]
    [InlineData("[::1]:2000", null, true)]
    [InlineData("evil.example", null, false)]
    [InlineData("localhost.evil.example:2000", null, false)]
    [InlineData("127.0.0.1.evil.example", null, false)]
    [InlineData("10.1.2.3", null, false)]
    [InlineData("localhost", "http://localhost:5173", true)]
    [InlineData("localhost", "https://evil.example", false)]
    [InlineData("localhost", "null", false)]
    public async Task OnlyThisMachinesOwnPagesAreAnswered(string host, string? origin, bool answered)
    {
        await using TestDaemon daemon = await TestDaemon.StartAsync();
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
        {
            using HttpRequestMessage request = new(
                method, method == HttpMethod.Get ? "/_autotrace/status" : "/GetSamplingRules");
            request.Content = method == HttpMethod.Get ? null : new StringContent("{}");
            request.Headers.Host = host;
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            using HttpResponseMessage response = await daemon.Client.SendAsync(request);

            Assert.Equal(answered ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Equal(!answered, response.Headers.Contains("x-amzn-ErrorType"));
        }
    }
}
