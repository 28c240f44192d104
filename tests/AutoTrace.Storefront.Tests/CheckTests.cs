using AutoTrace.Tests.Shared;

namespace AutoTrace.Storefront.Tests;

public class CheckTests
{
    [Fact]
    public async Task TheDaemonShowsWhatTheShopDid()
    {
        using ChildProcess sample = SampleProcess.Start("--port", "0", "--seconds", "5", "--check");

        int exitCode = await sample.WaitForExitAsync(SampleProcess.Deadline);

        Assert.DoesNotContain(sample.Output, line => line.StartsWith("FAIL", StringComparison.Ordinal));
        Assert.Contains(sample.Output, line => line.StartsWith("ok   node payments", StringComparison.Ordinal));
        Assert.Empty(sample.Error);
        Assert.Equal(0, exitCode);
    }
}
