using AutoTrace;

namespace Shop.Storefront;

/// <summary>The home page: three sections that are fetched at the same time.</summary>
internal sealed class HomePage(Database database)
{
    [Traced]
    public Task<string[]> RenderAsync() => Task.WhenAll(HeadlineAsync(), BestsellersAsync(), ReviewsAsync());

    [Traced]
    private async Task<string> HeadlineAsync()
    {
        await database.QueryAsync(milliseconds: 30);
        return "Everything for tea and coffee";
    }

    [Traced]
    private async Task<string> BestsellersAsync()
    {
        await database.QueryAsync(milliseconds: 60);
        return "Espresso cup, teapot, samovar";
    }

    [Traced]
    private async Task<string> ReviewsAsync()
    {
        await database.QueryAsync(milliseconds: 45);
        return "\"The best tea of my life\"";
    }
}
