namespace Shop.Load;

/// <summary>Customers: ten requests a second, round and round, whether the shop keeps up or not.</summary>
internal sealed class LoadGenerator(Uri storefront)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly RequestKind[] s_round =
    [
        RequestKind.Fast, RequestKind.Checkout, RequestKind.Overlapping, RequestKind.Unknown, RequestKind.Stream,
        RequestKind.Fast, RequestKind.Checkout, RequestKind.Throttled, RequestKind.Slow, RequestKind.Parallel,
        RequestKind.Fast, RequestKind.Declined, RequestKind.Overlapping, RequestKind.Retry, RequestKind.Throttled,
        RequestKind.Fast, RequestKind.Checkout, RequestKind.Crash, RequestKind.Fast, RequestKind.Stream,
    ];

    /// <summary>Sends requests until it is cancelled and waits for the last answers.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using HttpClient http = new() { BaseAddress = storefront, Timeout = s_patience };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Customers/1.0");
        using PeriodicTimer timer = new(s_interval);
        List<Task> open = [];
        int sent = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                open.RemoveAll(request => request.IsCompleted);
                open.Add(SendAsync(http, s_round[sent++ % s_round.Length]));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }

        return sent;
    }

    private static async Task SendAsync(HttpClient http, RequestKind kind)
    {
        try
        {
            using HttpRequestMessage request = new(kind.Method, kind.Path);
            using HttpResponseMessage response = await http.SendAsync(request);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // Whatever becomes of it shows in the traces; a service that ends is told by the launcher.
        }
    }
}
