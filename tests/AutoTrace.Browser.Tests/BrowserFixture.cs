using Microsoft.Playwright;

namespace AutoTrace.Browser.Tests;

/// <summary>One browser for all tests; each takes a context of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;

    /// <summary>Skips the test when no Chromium is installed.</summary>
    public IBrowser Browser
    {
        get
        {
            Skip.If(field is null, Chromium.HowToGet);
            return field!;
        }
        private set;
    }

    public async Task InitializeAsync()
    {
        if (Chromium.Path is not null)
        {
            // Five seconds by default, which a busy machine may take for a page.
            Assertions.SetDefaultExpectTimeout(30_000);
            _playwright = await Playwright.CreateAsync();
            Browser = await _playwright.Chromium.LaunchAsync(Chromium.Options);
        }
    }

    public async Task DisposeAsync()
    {
        if (_playwright is not null)
        {
            await Browser.DisposeAsync();
            _playwright.Dispose();
        }
    }
}

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
