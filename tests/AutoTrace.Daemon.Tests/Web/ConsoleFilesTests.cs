using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace AutoTrace.Daemon.Tests.Web;

public sealed class ConsoleFilesTests : IAsyncLifetime
{
    private const string ImportMap = "\n  {\"imports\":{\"preact\":\"/vendor/preact.mjs\"}}\n";

    private static readonly string[] s_files =
        ["app.js", "vendor/preact.mjs", "style.css", "map.svg", "icon.png", "font.woff2", "secret.key"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("autotrace-console");
    private TestDaemon _daemon = null!;

    public async Task InitializeAsync()
    {
        Write("index.html", $"<!doctype html><script type=\"importmap\">{ImportMap}</script>");
        foreach (string name in s_files)
        {
            Write(name, name);
        }

        _daemon = await TestDaemon.StartAsync(_directory.FullName);
    }

    public async Task DisposeAsync()
    {
        await _daemon.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/app.js", "text/javascript")]
    [InlineData("/vendor/preact.mjs", "text/javascript")]
    [InlineData("/style.css", "text/css")]
    [InlineData("/map.svg", "image/svg+xml")]
    [InlineData("/icon.png", "image/png")]
    [InlineData("/font.woff2", "font/woff2")]
    public async Task FilesHaveTheirTypeAndAreNeverCachedUnasked(string path, string type)
    {
        using HttpResponseMessage response = await _daemon.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoCache);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/app.js")]
    [InlineData("/_autotrace/status")]
    [InlineData("/nothing")]
    public async Task EveryAnswerAllowsScriptsFromFilesAndTheOneImportMap(string path)
    {
        using HttpResponseMessage response = await _daemon.Client.GetAsync(path);

        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ImportMap)));
        Assert.Equal(
            $"default-src 'none'; script-src 'self' 'sha256-{hash}'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; font-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }

    [Theory]
    [InlineData("GET", "/secret.key")]
    [InlineData("GET", "/../secret")]
    [InlineData("GET", "/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("GET", "/vendor/")]
    [InlineData("POST", "/app.js")]
    [InlineData("PUT", "/index.html")]
    public async Task AnythingElseIs404(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage response = await _daemon.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task HeadIsAnsweredWithoutABody()
    {
        foreach (string path in (string[])["/", "/_autotrace/status"])
        {
            using HttpRequestMessage request = new(HttpMethod.Head, path);
            using HttpResponseMessage response = await _daemon.Client.SendAsync(request);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    private void Write(string name, string content)
    {
        FileInfo file = new(Path.Combine(_directory.FullName, name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, content);
    }
}
