namespace Shop;

public partial class Catalog
{
    [Traced]
    [return: Annotate("found")]
    public bool Contains([Annotate] string sku) => sku.Length > 0;

    [Traced]
    [return: AddMetadata("plan")]
    public async Task<string> PlanAsync([AddMetadata] string query, [Annotate] int page)
    {
        await Task.Yield();
        return query + page;
    }

    [Traced(CaptureArguments = true, CaptureResult = true, CaptureAs = CaptureAs.Metadata)]
    public partial ValueTask<int> CountAsync(string shelf);

    private ValueTask<int> CountAsyncCore(string shelf) => new(shelf.Length);
}

public static class Page
{
    public static async Task<int> ShowAsync(Catalog catalog) =>
        catalog.Contains("teapot") ? (await catalog.PlanAsync("tea", 1)).Length : await catalog.CountAsync("a");
}
