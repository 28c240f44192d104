using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AutoTrace.Browser.Tests;

/// <summary>What the list of traces shows, and how it is narrowed and sorted.</summary>
public sealed class TraceListTests(BrowserFixture browser) : ConsoleTest(browser)
{
    [SkippableFact]
    public async Task ListShowsEveryTraceNewestFirst()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("traces");
        await Expect(Rows(page)).ToHaveCountAsync(12);
        await Expect(Rows(page).Nth(0)).ToHaveTextAsync(new Regex("OK.*fulfilment.*30 ms.*orders"));
        await Expect(Rows(page).Nth(1)).ToHaveTextAsync(new Regex("Fault.*storefront.*POST.*/checkout.*500.*60 ms"));
        await Expect(Rows(page).Nth(2)).ToHaveTextAsync(new Regex("Throttle.*SKU-429.*429.*15 ms.*inventory"));
        await Expect(Rows(page).Nth(3)).ToHaveTextAsync(new Regex("Error.*storefront.*GET.*SKU-404.*404.*15 ms"));
        await SaveScreenshotAsync(page, "traces-light");
    }

    [SkippableFact]
    public async Task NewTraceAppearsByItselfUntilPaused()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("traces");
        await Expect(Rows(page)).ToHaveCountAsync(12);
        await Daemon.SendAsync(Shop.Worker(TimeSpan.FromSeconds(1)).Documents);
        await Expect(Rows(page)).ToHaveCountAsync(13);

        await page.Keyboard.PressAsync("p");
        await Expect(page.GetByText("Paused")).ToBeVisibleAsync();
        await Daemon.SendAsync(Shop.Worker(TimeSpan.FromSeconds(1)).Documents);
        // The status bar goes on: once it counts the new trace, the list would have had it too.
        await Expect(page.GetByText("14 traces")).ToBeVisibleAsync();
        await Expect(Rows(page)).ToHaveCountAsync(13);
        await page.Keyboard.PressAsync("p");
        await Expect(Rows(page)).ToHaveCountAsync(14);
    }

    [SkippableTheory]
    [InlineData("Fault", 1)]
    [InlineData("Error", 1)]
    [InlineData("Throttle", 1)]
    [InlineData("OK", 9)]
    public async Task OutcomeNarrowsTheList(string outcome, int traces)
    {
        await SendDayAsync();
        IPage page = await OpenAsync("traces");
        await page.GetByRole(AriaRole.Button, new() { Name = outcome, Exact = true }).ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(traces);
        await Expect(page).ToHaveURLAsync(new Regex($"#/traces\\?outcome={outcome}$", RegexOptions.IgnoreCase));
    }

    [SkippableFact]
    public async Task TextAndDurationNarrowTheList()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("traces", ColorScheme.Dark);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("checkout storefront");
        await Expect(Rows(page)).ToHaveCountAsync(7);
        await page.GetByLabel("Longer than").FillAsync("0.1 s");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Rows(page)).ToHaveCountAsync(6);
        await Expect(page).ToHaveURLAsync(new Regex("text=checkout\\+storefront&min=0.1$"));
        await SaveScreenshotAsync(page, "traces-dark");
    }

    [SkippableFact]
    public async Task ClickOnColumnSorts()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("traces");
        ILocator duration = page.GetByRole(AriaRole.Columnheader, new() { Name = "Duration" });
        await duration.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(duration).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(Rows(page).First).ToContainTextAsync("120 ms");
        await duration.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Rows(page).First).ToContainTextAsync("15 ms");
    }

    [SkippableFact]
    public async Task KeyboardGoesThroughTheListIntoATraceAndBack()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("traces?outcome=fault");
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("POST /checkout");
        await page.GetByRole(AriaRole.Link, new() { Name = "Traces" }).Last.ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task NothingThatMatchesOffersToClearTheFilters()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("traces?text=nowhere");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear the filters" }).ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(12);
    }

    private static ILocator Rows(IPage page) => page.Locator(".trace-table tbody tr");
}
