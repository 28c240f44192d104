using System.Diagnostics;
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
        string[] files = [.. Directory.EnumerateFiles(vendor).Select(path => Path.GetFileName(path)!).Where(name => name != "README.md").Order(StringComparer.Ordinal)];
        string[] actual = [.. files.Select(name => $"{name} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(vendor, name))))}")];
        string[] named = [.. ReadmeRow().Matches(File.ReadAllText(Path.Combine(vendor, "README.md")))
            .Select(row => $"{row.Groups["file"].Value} {row.Groups["sum"].Value}").Order(StringComparer.Ordinal)];
        Assert.Equal(actual, named);
    }

    [Fact]
    public void PageLoadsNothingFromElsewhere()
    {
        string[] foreign = [.. Directory.EnumerateFiles(s_sources, "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("vendor", StringComparison.Ordinal) && Path.GetExtension(path) is ".html" or ".css" or ".js")
            .Where(path => ForeignAddress().IsMatch(File.ReadAllText(path)))];
        Assert.Empty(foreign);
    }

    /// <summary>Types (tsc --checkJs), the plain functions' own tests, and the vendored files against their packages.</summary>
    [SkippableFact]
    public async Task SourcesPassTheirOwnChecks()
    {
        string checks = Path.Combine(Daemon.Metadata("TestProject"), "checks");
        Skip.IfNot(Directory.Exists(Path.Combine(checks, "node_modules")),
            "The console's checks need npm: npm ci --prefix tests/AutoTrace.Browser.Tests/checks");
        ProcessStartInfo start = new("npm", ["run", "--silent", "check"])
        {
            WorkingDirectory = checks,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process npm = Process.Start(start)!;
        Task<string> error = npm.StandardError.ReadToEndAsync();
        string output = await npm.StandardOutput.ReadToEndAsync() + await error;
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, output);
    }

    [GeneratedRegex(@"^\| (?<file>\S+) \|.*\| (?<sum>[0-9a-f]{64}) \|$", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();

    [GeneratedRegex(@"(src|href|url\(|import|from|fetch\()\s*=?\s*[""'(]?(https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignAddress();
}
