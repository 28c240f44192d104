namespace Shop.Load;

/// <summary>One of the things that customers do. The path alone tells which.</summary>
internal sealed record RequestKind(string Name, HttpMethod Method, string Path)
{
    public static RequestKind Fast { get; } = new("fast", HttpMethod.Get, "/products/espresso-cup");

    public static RequestKind Checkout { get; } = new("checkout", HttpMethod.Post, "/carts/weekly/checkout");

    /// <summary>Takes 800 ms and more.</summary>
    public static RequestKind Slow { get; } = new("slow", HttpMethod.Get, "/recommendations/teapot");

    /// <summary>404 from the inventory.</summary>
    public static RequestKind Unknown { get; } = new("unknown product", HttpMethod.Get, "/products/unicorn");

    /// <summary>402: the bank declines the card.</summary>
    public static RequestKind Declined { get; } = new("declined card", HttpMethod.Post, "/carts/declined/checkout");

    /// <summary>429 from the inventory for most who come.</summary>
    public static RequestKind Throttled { get; } = new("throttled", HttpMethod.Post, "/flash-sale");

    /// <summary>An exception in the payments service.</summary>
    public static RequestKind Crash { get; } = new("crash", HttpMethod.Post, "/carts/crash/checkout");

    /// <summary>Three traced calls at the same time, by Task.WhenAll.</summary>
    public static RequestKind Overlapping { get; } = new("overlapping calls", HttpMethod.Get, "/home");

    /// <summary>Eight traced calls on several threads, by Parallel.ForEach.</summary>
    public static RequestKind Parallel { get; } = new("parallel calls", HttpMethod.Get, "/shipping/quotes");

    /// <summary>503 from the inventory, and on the second try 200.</summary>
    public static RequestKind Retry { get; } = new("retry", HttpMethod.Post, "/carts/retry/checkout");

    /// <summary>A traced method that reads an async stream.</summary>
    public static RequestKind Stream { get; } = new("async stream", HttpMethod.Get, "/catalog");

    public override string ToString() => $"{Name} ({Method} {Path})";
}
