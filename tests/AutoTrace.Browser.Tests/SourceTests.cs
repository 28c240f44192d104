using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace AutoTrace.Browser.Tests;

/// <summary>The console's files themselves: no browser needed.</summary>
public sealed partial class SourceTests
{
    private static readonly string s_sources = Daemon.Metadata("ConsoleSources");

    [Fact]
    public void EveryVendoredFileIsTheOneThatTheReadmeNames()
    {
        string vendor = Path.Combine(s_sources, "vendor");
        IEnumerable<string> named = ReadmeRow().Matches(File.ReadAllText(Path.Combine(vendor, "README.md")))
            .Select(row => $"{row.Groups["file"].Value} {row.Groups["sum"].Value}");
        IEnumerable<string> actual = Directory.EnumerateFiles(vendor)
            .Where(path => Path.GetFileName(path) != "README.md")
            .Select(path => $"{Path.GetFileName(path)} {Sha256(path)}");
        Assert.Equal(named.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    private static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    [Fact]
    public void PageLoadsNothingFromElsewhere()
    {
        IEnumerable<string> own = Directory.EnumerateFiles(s_sources, "*", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(Path.Combine(s_sources, "vendor"), StringComparison.Ordinal))
            .Where(path => Path.GetExtension(path) is ".html" or ".css" or ".js");
        Assert.DoesNotContain(own, path => ForeignAddress().IsMatch(File.ReadAllText(path)));
    }

    /// <summary>Types (tsc --checkJs), tests of the plain functions, vendored files against packages.</summary>
    [SkippableFact]
    public async Task SourcesPassTheirOwnChecks()
    {
        string checks = Path.Combine(Daemon.Metadata("TestProject"), "checks");
        Skip.IfNot(Directory.Exists(Path.Combine(checks, "node_modules")),
            "Needs Node 20.19 or later, and once: npm ci --prefix tests/AutoTrace.Browser.Tests/checks");
        using ChildProcess npm = ChildProcess.Start("npm", ["run", "--silent", "--prefix", checks, "check"]);
        int exitCode = await npm.WaitForExitAsync(TimeSpan.FromMinutes(2));
        Assert.True(exitCode == 0, string.Join('\n', [.. npm.Output, .. npm.Error]));
    }

    [GeneratedRegex(@"^\| (?<file>\S+) \|.*\| (?<sum>[0-9a-f]{64}) \|$", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();

    [GeneratedRegex(@"(src|href|url\(|import|from|fetch\()\s*=?\s*[""'(]?(https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignAddress();
}
