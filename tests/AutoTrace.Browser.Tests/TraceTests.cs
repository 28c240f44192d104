using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AutoTrace.Browser.Tests;

/// <summary>What the page of one trace shows, and the ways through its waterfall.</summary>
public sealed class TraceTests(BrowserFixture browser) : ConsoleTest(browser)
{
    [SkippableFact]
    public async Task WaterfallNestsMethodsUnderTheirSegmentAndSegmentsUnderTheirCall()
    {
        IPage page = await OpenTraceAsync(Shop.Checkout(TimeSpan.FromSeconds(2)));
        string[] rows =
        [
            "1 storefront, segment, POST http://shop.local/checkout, status 201, 120 ms, starts at 0 ms, OK",
            "2 Checkout.PlaceAsync, in storefront, 116 ms, starts at 2 ms, OK",
            "3 orders, call from storefront, POST http://orders/orders, status 201, 102 ms, starts at 9 ms, OK",
            "4 orders, segment, POST http://orders/orders, status 201, 100 ms, starts at 10 ms, OK",
            "5 OrderService.PlaceAsync, in orders, 98 ms, starts at 11 ms, OK",
            "6 inventory, call from orders, GET http://inventory/stock/SKU-1, status 200, 10 ms, starts at 15 ms, OK",
            "7 inventory, segment, GET http://inventory/stock/SKU-1, status 200, 8 ms, starts at 16 ms, OK",
            "6 payments, call from orders, POST http://payments/charges, status 200, 60 ms, starts at 30 ms, OK",
            "7 payments, segment, POST http://payments/charges, status 200, 58 ms, starts at 31 ms, OK",
            "8 ChargeService.ChargeAsync, in payments, 54 ms, starts at 33 ms, OK",
            "9 bank, call from payments, callee not traced, POST http://bank/, status 200, 30 ms, starts at 50 ms, OK",
        ];
        await Expect(Rows(page)).ToHaveCountAsync(rows.Length);
        Assert.Equal(rows, await Rows(page).EvaluateAllAsync<string[]>(
            "rows => rows.map(row => `${row.ariaLevel} ${row.ariaLabel}`)"));
        await SaveScreenshotAsync(page, "trace-light");
    }

    [SkippableFact]
    public async Task CrashShowsItsExceptionWithCauseAndStack()
    {
        IPage page = await OpenTraceAsync(Shop.Crash(TimeSpan.FromSeconds(2)), ColorScheme.Dark);
        await page.GetByRole(AriaRole.Button, new() { Name = "LedgerException in ChargeService" }).ClickAsync();
        ILocator exceptions = page.Locator(".exceptions .exception");
        await Expect(exceptions.First).ToHaveTextAsync(
            new Regex("Payments.LedgerException.*The ledger is locked.*Payments.Ledger.AppendAsync.*Payments.cs:58"));
        await Expect(exceptions.Last).ToHaveTextAsync(
            new Regex("Caused by.*SocketException.*Connection reset.*BankClient.AuthorizeAsync.*Payments.cs:27"));
        await SaveScreenshotAsync(page, "trace-exception-dark");
    }

    [SkippableFact]
    public async Task SegmentThatNamesAnExceptionLeadsToWhereItIsRecorded()
    {
        IPage page = await OpenTraceAsync(Shop.Crash(TimeSpan.FromSeconds(2)));
        await Rows(page).Filter(new() { HasText = "payments" }).Last.ClickAsync();
        await page.Locator(".exceptions").GetByRole(AriaRole.Button, new() { Name = "ChargeService" }).ClickAsync();
        await Expect(page.Locator("#details")).ToContainTextAsync("Payments.LedgerException");
    }

    [SkippableFact]
    public async Task DetailsShowAnnotationsMetadataAndRawJson()
    {
        IPage page = await OpenTraceAsync(Shop.Checkout(TimeSpan.FromSeconds(2)));
        await Rows(page).Filter(new() { HasText = "OrderService.PlaceAsync" }).ClickAsync();
        ILocator details = page.Locator("#details");
        await Expect(details).ToHaveTextAsync(
            new Regex(@"Annotations.*customer\s*c-417.*cart_size\s*3.*express\s*true"));
        await Expect(details.Locator(".json-tree")).ToHaveTextAsync(
            new Regex(@"cart.*items.*\[1\].*sku\s*""SKU-1"".*price\s*12.5"));
        await details.GetByText("Raw JSON").ClickAsync();
        await Expect(details.Locator("pre")).ToContainTextAsync("\"customer\": \"c-417\"");
        await details.GetByRole(AriaRole.Button, new() { Name = "Copy the document" }).ClickAsync();
        Assert.StartsWith(
            "{\n  \"name\": \"OrderService.PlaceAsync\"", await ClipboardAsync(page), StringComparison.Ordinal);
        await SaveScreenshotAsync(page, "trace-details-light");
    }

    [SkippableFact]
    public async Task IdCanBeCopiedInBothForms()
    {
        ShopTrace trace = Shop.Worker(TimeSpan.FromSeconds(2));
        IPage page = await OpenTraceAsync(trace);
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the X-Ray id" }).ClickAsync();
        Assert.Equal(trace.Id, await ClipboardAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the W3C id" }).ClickAsync();
        Assert.Equal(trace.Id[2..].Replace("-", "", StringComparison.Ordinal), await ClipboardAsync(page));
    }

    [SkippableFact]
    public async Task KeyboardCollapsesExpandsAndFindsTheNextError()
    {
        IPage page = await OpenTraceAsync(Shop.Crash(TimeSpan.FromSeconds(2)));
        await Expect(Rows(page)).ToHaveCountAsync(8);
        await Rows(page).First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await Expect(Rows(page).Nth(1)).ToHaveAttributeAsync("aria-expanded", "false");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(Rows(page)).ToHaveCountAsync(8);

        await page.Keyboard.PressAsync("e");
        await Expect(Rows(page).Nth(2)).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Complementary)).ToHaveAttributeAsync("aria-label", "Details of orders");
        await page.Keyboard.PressAsync("[");
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("]");
        await Expect(Rows(page)).ToHaveCountAsync(8);
    }

    [SkippableFact]
    public async Task SearchFindsRowsByWhatTheirDocumentsSay()
    {
        IPage page = await OpenTraceAsync(Shop.Checkout(TimeSpan.FromSeconds(2)));
        await Expect(Rows(page)).ToHaveCountAsync(11);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("sku-1");
        await Expect(page.Locator(".find").GetByRole(AriaRole.Status)).ToHaveTextAsync("3");
        ILocator details = page.GetByRole(AriaRole.Complementary);
        await page.Keyboard.PressAsync("Enter");
        await Expect(details).ToHaveAttributeAsync("aria-label", "Details of OrderService.PlaceAsync");
        await page.Keyboard.PressAsync("Enter");
        await Expect(details).ToHaveAttributeAsync("aria-label", "Details of inventory");
        await Expect(page).ToHaveURLAsync(new Regex("find=sku-1"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".waterfall-row.is-match")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task KeyPressedTheMomentThatRowsAreThereIsNotLost()
    {
        IPage page = await OpenAsync("traces");
        await page.EvaluateAsync("""
            new MutationObserver((_, observer) => {
                if (document.querySelector('.waterfall-row')) {
                    observer.disconnect();
                    dispatchEvent(new KeyboardEvent('keydown', { key: '/' }));
                }
            }).observe(document, { childList: true, subtree: true });
            """);
        ShopTrace trace = Shop.Checkout(TimeSpan.FromSeconds(2));
        await Daemon.SendAsync(trace.Documents);
        await page.EvaluateAsync("hash => location.hash = hash", $"#/trace/{trace.Id}");
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
    }

    [SkippableFact]
    public async Task SegmentThatComesLateTakesItsPlace()
    {
        ShopTrace trace = Shop.Worker(TimeSpan.FromSeconds(2));
        string[] documents = [.. trace.Documents];
        await Daemon.SendAsync(documents[0]);
        IPage page = await OpenAsync($"trace/{trace.Id}");
        await Expect(Rows(page)).ToHaveCountAsync(3);
        await Daemon.SendAsync(documents[1]);
        await Expect(Rows(page)).ToHaveCountAsync(4);
        await Expect(Rows(page).Nth(3)).ToHaveAttributeAsync("aria-level", "4");
    }

    [SkippableFact]
    public async Task RunningSegmentIsShownAsRunning()
    {
        ShopTrace trace = new(TimeSpan.FromSeconds(3));
        var segment = trace.Segment("storefront", 0, 0);
        segment.Remove("end_time");
        segment["in_progress"] = true;
        IPage page = await OpenTraceAsync(trace);
        await Expect(Rows(page)).ToContainTextAsync("running");
        await Expect(page.Locator(".bar.is-running")).ToBeVisibleAsync();
        await SaveScreenshotAsync(page, "trace-running-light");
    }

    [SkippableFact]
    public async Task LinkShowsTheSameRowToSomebodyElse()
    {
        ShopTrace trace = Shop.Checkout(TimeSpan.FromSeconds(2));
        IPage page = await OpenTraceAsync(trace);
        await Rows(page).Filter(new() { HasText = "bank" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("span="));
        IPage other = await OpenAsync(page.Url[(page.Url.IndexOf("#/", StringComparison.Ordinal) + 2)..]);
        await Expect(other.GetByRole(AriaRole.Complementary)).ToHaveAttributeAsync("aria-label", "Details of bank");
    }

    [SkippableFact]
    public async Task LongTraceDrawsOnlyTheRowsInSight()
    {
        ShopTrace trace = new(TimeSpan.FromSeconds(5));
        for (int segment = 0; segment < 40; segment++)
        {
            var parent = trace.Segment("batch", segment * 100, segment * 100 + 99);
            for (int method = 0; method < 99; method++)
            {
                trace.Method(parent, $"Step{segment}.Run{method}", segment * 100 + method, segment * 100 + method + 1);
            }
        }

        IPage page = await OpenTraceAsync(trace);
        await Expect(page.GetByRole(AriaRole.Treegrid)).ToHaveAttributeAsync("aria-rowcount", "4000");
        await Rows(page).First.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(Rows(page).Filter(new() { HasText = "Step39.Run98" })).ToBeFocusedAsync();
        Assert.InRange(await Rows(page).CountAsync(), 20, 200);
    }

    [SkippableFact]
    public async Task UnknownTraceSaysSo()
    {
        IPage page = await OpenAsync("trace/1-5f84c7a1-000000000000000000000000");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No such trace" })).ToBeVisibleAsync();
    }

    private async Task<IPage> OpenTraceAsync(ShopTrace trace, ColorScheme theme = ColorScheme.Light)
    {
        await Daemon.SendAsync(trace.Documents);
        return await OpenAsync($"trace/{trace.Id}", theme);
    }

    private static Task<string> ClipboardAsync(IPage page) =>
        page.EvaluateAsync<string>("navigator.clipboard.readText()");

    private static ILocator Rows(IPage page) => page.Locator(".waterfall-row");
}
