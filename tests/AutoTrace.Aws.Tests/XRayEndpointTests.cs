namespace AutoTrace.Aws.Tests;

public sealed class XRayEndpointTests
{
    public static TheoryData<string, bool, bool> Choices()
    {
        TheoryData<string, bool, bool> choices = [];
        foreach (string region in EndpointRules.Regions)
        {
            foreach (int choice in Enumerable.Range(0, 4))
            {
                choices.Add(region, (choice & 1) != 0, (choice & 2) != 0);
            }
        }

        return choices;
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void EndpointIsTheOneOfTheRuleSet(string region, bool fips, bool dualStack)
    {
        (string? url, string? error) = EndpointRules.Run(region, fips, dualStack, endpoint: null);

        if (error is null)
        {
            Assert.Equal(url + "/", XRayEndpoint.Of(region, fips, dualStack, configured: null).AbsoluteUri);
        }
        else
        {
            Assert.Throws<XRaySetupException>(() => XRayEndpoint.Of(region, fips, dualStack, configured: null));
        }
    }

    /// <summary>That the table above holds them: partitions that no list of public regions has.</summary>
    [Theory]
    [InlineData("eu-central-1", "https://xray.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://xray.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", "https://xray.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-iso-east-1", "https://xray.us-iso-east-1.c2s.ic.gov/")]
    [InlineData("us-isob-east-1", "https://xray.us-isob-east-1.sc2s.sgov.gov/")]
    [InlineData("eu-isoe-west-1", "https://xray.eu-isoe-west-1.cloud.adc-e.uk/")]
    [InlineData("us-isof-south-1", "https://xray.us-isof-south-1.csp.hci.ic.gov/")]
    [InlineData("eu-future-7", "https://xray.eu-future-7.amazonaws.com/")]
    public void EveryPartitionHasItsSuffix(string region, string url)
    {
        Assert.Equal(url, XRayEndpoint.Of(region, fips: false, dualStack: false, configured: null).AbsoluteUri);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void ConfiguredUrlIsTakenOrRefusedAsTheRuleSetDoes(bool fips, bool dualStack)
    {
        const string Vpc = "https://vpce-1.xray.eu-west-1.vpce.amazonaws.com/";
        (string? url, string? error) = EndpointRules.Run("eu-west-1", fips, dualStack, Vpc);

        if (error is null)
        {
            Assert.Equal(url, XRayEndpoint.Of("eu-west-1", fips, dualStack, Vpc).AbsoluteUri);
        }
        else
        {
            XRaySetupException refused =
                Assert.Throws<XRaySetupException>(() => XRayEndpoint.Of("eu-west-1", fips, dualStack, Vpc));
            Assert.Contains(
                fips ? "AWS_USE_FIPS_ENDPOINT" : "AWS_USE_DUALSTACK_ENDPOINT",
                refused.Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("localhost:2000")]
    [InlineData("ftp://localhost/")]
    [InlineData("")]
    public void ConfiguredTextThatIsNoUrlIsRefusedWithTheVariable(string configured)
    {
        XRaySetupException refused =
            Assert.Throws<XRaySetupException>(() => XRayEndpoint.Of("eu-west-1", false, false, configured));
        Assert.Contains("AWS_ENDPOINT_URL_XRAY", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu west 1")]
    [InlineData("eu-west-1.example.com/")]
    [InlineData("")]
    public void RegionThatIsNoneIsRefusedWithTheVariable(string region)
    {
        XRaySetupException refused =
            Assert.Throws<XRaySetupException>(() => XRayEndpoint.Of(region, false, false, configured: null));
        Assert.Contains("AWS_REGION", refused.Message, StringComparison.Ordinal);
    }
}
