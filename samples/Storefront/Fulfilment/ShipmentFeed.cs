using System.Net;
using System.Runtime.CompilerServices;
using Shop.Orders;

namespace Shop.Fulfilment;

/// <summary>Asks the orders service for work, again and again.</summary>
internal sealed class ShipmentFeed(HttpClient http)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Reads shipments; when it is to stop, those that are left.</summary>
    public async IAsyncEnumerable<Shipment> ReadAsync([EnumeratorCancellation] CancellationToken stoppingToken)
    {
        while (true)
        {
            if (await NextAsync(stoppingToken) is { } shipment)
            {
                yield return shipment;
            }
            else if (stoppingToken.IsCancellationRequested)
            {
                yield break;
            }
        }
    }

    /// <returns>Null when there is nothing to do for now.</returns>
    private async Task<Shipment?> NextAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Never given up half-way: a shipment that is on its way here would be lost.
            using HttpResponseMessage response =
                await http.PostAsync("/shipments/next", content: null, CancellationToken.None);
            return response.EnsureSuccessStatusCode().StatusCode == HttpStatusCode.NoContent
                ? null
                : await response.Content.ReadFromJsonAsync<Shipment>(CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            // The orders service restarts or is gone.
            await Task.Delay(s_pause, stoppingToken);
            return null;
        }
    }
}
