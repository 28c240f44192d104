using AutoTrace;

namespace Shop.Storefront;

/// <summary>Goes well with it. The slowest page of the shop, as the map and the histogram will tell.</summary>
internal sealed class Recommendations(Database database)
{
    [Traced]
    public async Task<string[]> ForAsync([Annotate] string sku)
    {
        string[] candidates = await SimilarAsync(sku);
        return await RankAsync(candidates);
    }

    [Traced]
    private async Task<string[]> SimilarAsync(string sku)
    {
        await database.QueryAsync(milliseconds: 120);
        return [sku, "teapot", "samovar"];
    }

    [Traced]
    private async Task<string[]> RankAsync(string[] candidates)
    {
        await database.QueryAsync(milliseconds: 750);
        return [.. candidates.Order()];
    }
}
