using AutoTrace.Tests.Shared;

namespace AutoTrace.Faults;

/// <summary>What a process is told to send straight to a fake X-Ray.</summary>
internal static class ShopEnvironment
{
    public static Dictionary<string, string> For(Uri xray) => new()
    {
        ["AUTOTRACE_EXPORT"] = "xray",
        ["AWS_ENDPOINT_URL_XRAY"] = xray.AbsoluteUri,
        ["AWS_REGION"] = FakeXRay.Region,
        ["AWS_ACCESS_KEY_ID"] = FakeXRay.AccessKey,
        ["AWS_SECRET_ACCESS_KEY"] = FakeXRay.SecretKey,
        ["AWS_SESSION_TOKEN"] = "",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AUTOTRACE_SAMPLE_EVERYTHING"] = "true",
    };
}
