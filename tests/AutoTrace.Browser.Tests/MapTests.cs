using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AutoTrace.Browser.Tests;

/// <summary>What the service map shows, and the ways through it.</summary>
public sealed class MapTests(BrowserFixture browser) : ConsoleTest(browser)
{
    [SkippableFact]
    public async Task MapShowsEveryServiceWithItsFigures()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map");
        string[] nodes =
        [
            "Clients of fulfilment, 1 request, .*",
            "Clients of storefront, 11 requests, .*",
            "bank, remote, average 30 ms, .*, all OK",
            "fulfilment, service, average 30 ms, .*, all OK",
            "inventory, service, average 6.8 ms, .*, 10% error, 10% throttle",
            "orders, service, average 83.3 ms, .*, 13% fault",
            "payments, service, average 55.1 ms, .*, 14% fault",
            "storefront, service, average 76.4 ms, .*, 9.1% error, 9.1% throttle, 9.1% fault",
        ];
        foreach (string node in nodes)
        {
            await Expect(Button(page, node)).ToBeVisibleAsync();
        }

        await Expect(page.Locator(".map-svg .node")).ToHaveCountAsync(nodes.Length);
        await SaveScreenshotAsync(page, "map-light");
    }

    [SkippableFact]
    public async Task MapShowsEveryCallAsTheCallerSawIt()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map");
        string[] edges =
        [
            "Clients of fulfilment → fulfilment, average 30 ms, .*, all OK",
            "Clients of storefront → storefront, average 76.4 ms, .*, 9.1% error, 9.1% throttle, 9.1% fault",
            "fulfilment → orders, average 20 ms, .*, all OK",
            "orders → inventory, average 10 ms, .*, all OK",
            "orders → payments, average 57.1 ms, .*, 14% fault",
            "payments → bank, average 30 ms, .*, all OK",
            "storefront → inventory, average 7 ms, .*, 25% error, 25% throttle",
            "storefront → orders, average 94.6 ms, .*, 14% fault",
        ];
        foreach (string edge in edges)
        {
            await Expect(Button(page, edge)).ToBeAttachedAsync();
        }

        await Expect(page.Locator(".map-svg .edge")).ToHaveCountAsync(edges.Length);
    }

    [SkippableFact]
    public async Task ClickOnServiceOpensItsFiguresAndTraces()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map");
        await Button(page, "payments, .*").ClickAsync();
        ILocator panel = page.GetByRole(AriaRole.Complementary, new() { Name = "payments" });
        await Expect(panel.GetByRole(AriaRole.Row, new() { Name = "Fault" }))
            .ToHaveTextAsync(new Regex(@"Fault\s*1\s*14%"));
        await Expect(panel.GetByText("55.1 ms")).ToBeVisibleAsync();
        await Expect(panel.Locator(".recent-traces li")).ToHaveCountAsync(7);
        await Expect(page).ToHaveURLAsync(new Regex("#/map\\?service=payments$"));
        await SaveScreenshotAsync(page, "map-panel-light");
    }

    [SkippableFact]
    public async Task ClickOnCallOpensItsFiguresAndTraces()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map", ColorScheme.Dark);
        await Button(page, "payments → bank, .*").Locator(".hit").DispatchEventAsync("click");
        ILocator panel = page.GetByRole(AriaRole.Complementary, new() { Name = "payments → bank" });
        await Expect(panel.Locator(".recent-traces li")).ToHaveCountAsync(6);
        await Expect(page).ToHaveURLAsync(new Regex("#/map\\?service=payments&to=bank&toType=remote$"));
        await SaveScreenshotAsync(page, "map-panel-dark");
    }

    [SkippableFact]
    public async Task KeyboardWalksAlongTheCallsAndOpensThePanel()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map");
        await Button(page, "Clients of storefront, .*").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(Button(page, "Clients of storefront → storefront, .*")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(Button(page, "storefront, .*")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "storefront" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Complementary)).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task DraggedRangeOfResponseTimesNarrowsTheTraces()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map?service=storefront");
        ILocator traces = page.Locator(".recent-traces li");
        await Expect(traces).ToHaveCountAsync(11);
        LocatorBoundingBoxResult plot = (await page.Locator(".histogram .plot").BoundingBoxAsync())!;
        float middle = plot.Y + plot.Height / 2;
        await page.Mouse.MoveAsync(plot.X + plot.Width * 0.45f, middle);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + plot.Width - 2, middle, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Expect(traces).ToHaveCountAsync(7);

        await page.GetByRole(AriaRole.Link, new() { Name = "All in the list" }).ClickAsync();
        await Expect(page.Locator(".trace-table tbody tr")).ToHaveCountAsync(7);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(" – ") }).ClickAsync();
        await Expect(page.Locator(".trace-table tbody tr")).ToHaveCountAsync(11);
    }

    [SkippableFact]
    public async Task KeyboardSelectsRangeOfResponseTimes()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map?service=storefront");
        ILocator traces = page.Locator(".recent-traces li");
        await Expect(traces).ToHaveCountAsync(11);
        await page.GetByRole(AriaRole.Slider, new() { Name = "Longest response time" }).FocusAsync();
        for (int press = 0; press < 4; press++)
        {
            await page.Keyboard.PressAsync("PageDown");
        }

        await Expect(traces).ToHaveCountAsync(4);
        await page.Keyboard.PressAsync("Escape");
        await Expect(traces).ToHaveCountAsync(11);
    }

    [SkippableFact]
    public async Task NewTrafficChangesTheFiguresAndMovesNothing()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map");
        ILocator clients = Button(page, "Clients of storefront, 11 .*");
        await Expect(clients).ToBeVisibleAsync();
        string before = await PlacesAsync(page);
        await Daemon.SendAsync(Shop.Checkout(TimeSpan.FromSeconds(1)).Documents);
        await Expect(Button(page, "Clients of storefront, 12 .*")).ToBeVisibleAsync();
        Assert.Equal(before, await PlacesAsync(page));
    }

    [SkippableFact]
    public async Task TableSaysWhatTheMapSays()
    {
        await SendDayAsync();
        IPage page = await OpenAsync("map");
        await page.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
        ILocator services = page.GetByRole(AriaRole.Table, new() { Name = "Services" });
        await Expect(services.Locator("tbody tr")).ToHaveCountAsync(8);
        Regex payments = new(@"^payments service 7 .* 55.1 ms 6 \(86%\) 0 0 1 \(14%\)$");
        await Expect(services.GetByRole(AriaRole.Row, new() { NameRegex = payments })).ToBeVisibleAsync();
        ILocator calls = page.GetByRole(AriaRole.Table, new() { Name = "Calls, as the caller saw them" });
        await Expect(calls.Locator("tbody tr")).ToHaveCountAsync(8);
        await SaveScreenshotAsync(page, "map-table-light");
    }

    [SkippableFact]
    public async Task EmptyMapSaysWhereToSend()
    {
        IPage page = await OpenAsync("map");
        string line = $"AWS_XRAY_DAEMON_ADDRESS=\"tcp:{Daemon.Address.Authority} udp:{Daemon.Udp}\" dotnet run";
        await Expect(page.GetByText(line)).ToBeVisibleAsync();
        await SaveScreenshotAsync(page, "map-empty-light");
        await SendDayAsync();
        await Expect(Button(page, "storefront, .*")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task RefusedDocumentStandsInTheReceiversReport()
    {
        await SendDayAsync();
        await Daemon.SendAsync("{\"name\":\"legacy\"}");
        IPage page = await OpenAsync("map");
        await page.GetByRole(AriaRole.Button, new() { Name = "1 refused, 0 dropped" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("{\"name\":\"legacy\"}")).ToBeVisibleAsync();
        await SaveScreenshotAsync(page, "receiver-light");
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{name}$") });

    private static Task<string> PlacesAsync(IPage page) => page.EvaluateAsync<string>(
        """
        () => [...document.querySelectorAll('.map-svg > g, .map-svg .node')]
            .map(element => `${element.dataset.key} ${element.getAttribute('transform')}`).join()
        """);
}
