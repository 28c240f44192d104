using AutoTrace.AspNetCore;
using Microsoft.AspNetCore.Http;

namespace AutoTrace.Integrations.Tests.AspNetCore;

public sealed class RequestForSamplingTests
{
    [Theory]
    [InlineData("url.scheme", "https")]
    [InlineData("user_agent.original", "probe/1.0")]
    [InlineData("http.request.header.x-tenant", "a,b")]
    [InlineData("http.request.header.x-none", null)]
    [InlineData("http.request.method", null)]
    [InlineData("tenant", null)]
    public void WhatARuleHasNoFieldForIsAnAttribute(string key, string? value) =>
        Assert.Equal(value, RequestForSampling.Of(Request(), SamplingDecision.Unknown).Attributes!(key));

    [Fact]
    public void HostIsWithoutThePortAndThePathAsTheUrlSpellsIt()
    {
        SamplingRequest request = RequestForSampling.Of(Request(), SamplingDecision.Requested);
        Assert.Equal(("shop.example.com", "PUT", "/base/a%20b"), (request.Host, request.Method, request.UrlPath));
    }

    [Theory]
    [InlineData(SamplingDecision.Sampled)]
    [InlineData(SamplingDecision.NotSampled)]
    public void NothingIsReadForADecisionThatCameIn(SamplingDecision incoming) =>
        Assert.Equal(default, RequestForSampling.Of(Request(), incoming));

    private static HttpRequest Request()
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Scheme = "https";
        request.Host = new HostString("shop.example.com:8443");
        request.Method = "PUT";
        request.PathBase = "/base";
        request.Path = "/a b";
        request.Headers.UserAgent = "probe/1.0";
        request.Headers["X-Tenant"] = new[] { "a", "b" };
        return request;
    }
}
