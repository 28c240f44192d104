using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace AutoTrace.Browser.Tests;

/// <summary>
/// A test with a daemon of its own. Whatever it does, the browser's log must stay empty: a script that throws, a file
/// that is missing and everything that the content security policy blocks would stand there.
/// </summary>
[Collection(BrowserTests.Name)]
public abstract class ConsoleTest(BrowserFixture browser) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly List<IBrowserContext> _contexts = [];

    private protected Daemon Daemon { get; private set; } = null!;

    public async Task InitializeAsync() => Daemon = await Daemon.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (IBrowserContext context in _contexts)
        {
            await context.DisposeAsync();
        }

        Daemon.Dispose();
        Assert.Empty(_complaints);
    }

    private protected Task SendDayAsync() => Daemon.SendAsync(Shop.Day().SelectMany(trace => trace.Documents));

    /// <summary>Opens a page of the console, such as <c>traces?outcome=fault</c>.</summary>
    private protected async Task<IPage> OpenAsync(
        string route, ColorScheme theme = ColorScheme.Light, int width = 1440, int height = 900)
    {
        IBrowserContext context = await browser.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        _contexts.Add(context);
        IPage page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        await page.GotoAsync(new Uri(Daemon.Address, $"#/{route}").ToString());
        return page;
    }

    /// <summary>Keeps what the page looks like, for people: TestResults/screenshots.</summary>
    private protected static Task SaveScreenshotAsync(IPage page, string name) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Daemon.Metadata("TestProject"), "TestResults", "screenshots", $"{name}.png"),
    });
}
