using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AutoTrace.Aws.Tests;

/// <summary>AWS's Security Token Service, which gives credentials of a role for a web identity's token.</summary>
internal sealed class FakeSts : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeSts(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/";

    /// <param name="webIdentity">The token that it takes.</param>
    /// <param name="role">The role that it takes.</param>
    /// <param name="sessionToken">What it gives along with <see cref="FakeXRay"/>'s keys.</param>
    public static async Task<FakeSts> StartAsync(string webIdentity, string role, string sessionToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            if (form["Action"] != "AssumeRoleWithWebIdentity" || form["WebIdentityToken"] != webIdentity ||
                form["RoleArn"] != role)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(
                $"""
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleWithWebIdentityResult>
                    <AssumedRoleUser>
                      <Arn>{role}/session</Arn><AssumedRoleId>AROA1:session</AssumedRoleId>
                    </AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>{FakeXRay.AccessKey}</AccessKeyId>
                      <SecretAccessKey>{FakeXRay.SecretKey}</SecretAccessKey>
                      <SessionToken>{sessionToken}</SessionToken>
                      <Expiration>{DateTime.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}</Expiration>
                    </Credentials>
                  </AssumeRoleWithWebIdentityResult>
                </AssumeRoleWithWebIdentityResponse>
                """);
        });
        await app.StartAsync();
        return new FakeSts(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
