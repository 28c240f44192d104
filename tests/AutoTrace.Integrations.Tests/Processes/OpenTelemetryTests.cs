using System.Globalization;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Integrations.Tests.Processes;

/// <summary>AutoTrace and the OpenTelemetry SDK in one application.</summary>
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task SpansOfOpenTelemetryHaveTheIdsThatXRayShows()
    {
        using FakeDaemon daemon = new();
        string[] spans = await RequestAsync(daemon, sampler: "always_on");

        Assert.Equal(
            daemon.Tree.Nodes.Select(node => $"{node.Id} {node.ParentId ?? "0000000000000000"}").Order(),
            spans.Select(span => string.Join(' ', span.Split(' ')[2..])).Order());
        string trace = Assert.Single(spans.Select(span => span.Split(' ')[1]).Distinct());
        Assert.All(daemon.Documents, document => Assert.Equal($"1-{trace[..8]}-{trace[8..]}", document.TraceId));
    }

    [Fact]
    public async Task NewTraceIdsStayRandomForOpenTelemetrysSampler()
    {
        using FakeDaemon daemon = new();
        string[] spans = await RequestAsync(daemon, sampler: "always_on");

        long firstBytes = long.Parse(
            spans[0].Split(' ')[1].AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Assert.NotInRange(firstBytes, now - 3600, now);
    }

    [Fact]
    public async Task WhatOpenTelemetryDoesNotSampleIsTracedEvenSo()
    {
        using FakeDaemon daemon = new();

        Assert.Empty(await RequestAsync(daemon, sampler: "always_off"));
    }

    /// <summary>
    /// Makes a request that makes another one, checks X-Ray's side and answers with OpenTelemetry's spans.
    /// </summary>
    private static async Task<string[]> RequestAsync(FakeDaemon daemon, string sampler)
    {
        using ChildProcess program = Programs.Start(
            "OpenTelemetryProgram", daemon, [], ("OTEL_TRACES_SAMPLER", sampler));
        using HttpClient client = new() { BaseAddress = await Programs.AddressAsync(program) };

        Assert.Equal("hello", await client.GetStringAsync("/"));
        program.CloseStdin();

        Assert.Equal(0, await program.WaitForExitAsync());
        await daemon.WaitForDocumentsAsync(2);
        daemon.AssertValid();
        Assert.Equal("shop [segment]\n  127.0.0.1 [remote]\n    shop [segment]", daemon.Tree.Render());
        return [.. program.Output.Where(line => line.StartsWith("span ", StringComparison.Ordinal))];
    }
}
