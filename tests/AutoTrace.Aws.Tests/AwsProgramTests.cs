using AutoTrace.Integrations.Tests;
using AutoTrace.Integrations.Tests.Processes;

namespace AutoTrace.Aws.Tests;

/// <summary>
/// A program whose unused code is cut away, in a pod of EKS: it exchanges its web identity for credentials with a client
/// that the AWS SDK finds by name, and sends.
/// </summary>
public sealed class AwsProgramTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const string Role = "arn:aws:iam::123456789012:role/shop";
    private const string SessionToken = "FwoGZXIvYXdzEXAMPLE";

    [SkippableFact]
    public Task NativeProgramSendsWithAWebIdentity() => SendAsync("net8.0");

    [SkippableFact]
    public Task TrimmedProgramSendsWithAWebIdentity() => SendAsync("net10.0");

    private async Task SendAsync(string framework)
    {
        await OwnBuild.RunAsync("publish", "AwsProgram", framework, folder.Path);
        string published = Path.Combine(
            folder.Path, "publish", "AwsProgram", $"release_{framework}_{OwnBuild.Runtime}", "AwsProgram");
        string tokenFile = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(tokenFile, "eyJhbGciOi");
        await using FakeSts sts = await FakeSts.StartAsync("eyJhbGciOi", Role, SessionToken);
        using FakeXRay xray = FakeXRay.Signed(SessionToken);

        using ChildProcess program = ChildProcess.Start(published, [], new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL_STS"] = sts.Url,
            ["AWS_ENDPOINT_URL_XRAY"] = xray.Url.AbsoluteUri,
            ["AWS_REGION"] = FakeXRay.Region,
            ["AWS_ROLE_ARN"] = Role,
            ["AWS_WEB_IDENTITY_TOKEN_FILE"] = tokenFile,
            ["AWS_ACCESS_KEY_ID"] = "",
            ["AWS_SECRET_ACCESS_KEY"] = "",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AUTOTRACE_SAMPLE_EVERYTHING"] = "true",
        });
        int exitCode = await program.WaitForExitAsync(TimeSpan.FromMinutes(2));

        Assert.True(exitCode == 0, string.Join('\n', program.Error));
        string document = Assert.Single(xray.Documents.SoFar);
        Assert.Contains("\"name\":\"Work.Charge\"", document, StringComparison.Ordinal);
        Assert.All(xray.Requests.SoFar, request => Assert.Null(request.Error));
    }
}
