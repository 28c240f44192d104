using AutoTrace;
using Shop.Orders;

namespace Shop.Fulfilment;

/// <summary>Puts an order's goods into a parcel.</summary>
[Traced]
internal sealed class Packer(HttpClient http, TimeProvider clock)
{
    public async Task PackAsync([Annotate] Guid order, OrderLine[] lines)
    {
        int items = await PickAsync(lines);
        await WrapAsync(items);
        AutoTracer.Current.Annotate("items", items);
    }

    public async Task<int> PickAsync(OrderLine[] lines)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("/picks", lines);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<int>();
    }

    public Task WrapAsync(int items) => Task.Delay(TimeSpan.FromMilliseconds(10 * items), clock);
}
