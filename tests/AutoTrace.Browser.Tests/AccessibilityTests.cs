using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AutoTrace.Browser.Tests;

/// <summary>axe-core's rules on every page in both themes: names, roles, contrast, focus.</summary>
public sealed class AccessibilityTests(BrowserFixture browser) : ConsoleTest(browser)
{
    // A node's name has its figures as a sentence, "storefront, service, average 76.4 ms, …"; the rule wants them in
    // the order in which the drawing scatters them.
    private static readonly AxeRunOptions s_options = new()
    {
        Rules = new() { ["label-content-name-mismatch"] = new RuleOptions { Enabled = false } },
    };

    [SkippableTheory]
    [InlineData("map", ".map-svg .node", ColorScheme.Light)]
    [InlineData("map", ".map-svg .node", ColorScheme.Dark)]
    [InlineData("map?service=payments", ".recent-traces li", ColorScheme.Light)]
    [InlineData("map?service=payments", ".recent-traces li", ColorScheme.Dark)]
    [InlineData("map?view=table", ".map-tables tbody tr", ColorScheme.Light)]
    [InlineData("traces?service=payments&outcome=fault,ok", ".trace-table tbody tr", ColorScheme.Light)]
    [InlineData("traces", ".trace-table tbody tr", ColorScheme.Dark)]
    [InlineData("trace/CRASH", ".waterfall-row", ColorScheme.Light)]
    [InlineData("trace/CRASH", ".waterfall-row", ColorScheme.Dark)]
    public async Task PageBreaksNoRule(string route, string waitFor, ColorScheme theme)
    {
        await SendDayAsync();
        ShopTrace crash = Shop.Crash(TimeSpan.FromSeconds(2));
        await Daemon.SendAsync(crash.Documents);
        IPage page = await OpenAsync(route.Replace("CRASH", crash.Id, StringComparison.Ordinal), theme);
        await Expect(page.Locator(waitFor).First).ToBeVisibleAsync();
        if (route.StartsWith("trace/", StringComparison.Ordinal))
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "LedgerException" }).ClickAsync();
        }

        AxeResult result = await page.RunAxe(s_options);
        Assert.Empty(result.Violations.SelectMany(
            violation => violation.Nodes, (violation, node) => $"{violation.Id}: {violation.Help}: {node.Html}"));
    }

    [SkippableTheory]
    [InlineData("map", 1280)]
    [InlineData("traces", 1280)]
    [InlineData("map?service=payments", 420)]
    [InlineData("traces", 420)]
    public async Task PageFitsItsWindow(string route, int width)
    {
        await SendDayAsync();
        IPage page = await OpenAsync(route, width: width, height: 800);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await SaveScreenshotAsync(page, $"{route.Split('?')[0]}-{width}");
        Assert.Equal(width, await page.EvaluateAsync<int>(
            "() => Math.max(document.documentElement.scrollWidth, document.querySelector('main').scrollWidth)"));
    }

    [SkippableFact]
    public async Task ThemeCanBeChosenAndStays()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map");
        await page.GetByRole(AriaRole.Button, new() { Name = "Theme: auto" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Theme: light" }).ClickAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Theme: dark" })).ToBeVisibleAsync();
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(13, 16, 20)");
        await SaveScreenshotAsync(page, "map-dark");
    }

    [SkippableFact]
    public async Task QuestionMarkShowsTheKeys()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Next error");
        await SaveScreenshotAsync(page, "help-light");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
