using Microsoft.Playwright;

namespace AutoTrace.Browser.Tests;

/// <summary>The installed Chromium: Playwright's own download is never asked for.</summary>
internal static class Chromium
{
    private static readonly string[] s_usualPlaces =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Null when there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path
        ? path
        : Array.Find(s_usualPlaces, File.Exists);

    public const string HowToGet = "No Chromium: apt-get install chromium, or set CHROMIUM_PATH to one.";

    public static BrowserTypeLaunchOptions Options => new()
    {
        ExecutablePath = Path,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ],
    };
}
