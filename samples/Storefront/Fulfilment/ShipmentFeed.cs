using System.Net;
using System.Runtime.CompilerServices;
using Shop.Orders;

namespace Shop.Fulfilment;

/// <summary>Asks the orders service for work, again and again.</summary>
internal sealed class ShipmentFeed(HttpClient http)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<Shipment> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await NextAsync(cancellationToken) is { } shipment)
            {
                yield return shipment;
            }
        }
    }

    /// <returns>Null when there is nothing to do for now.</returns>
    private async Task<Shipment?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response =
                await http.PostAsync("/shipments/next", content: null, cancellationToken);
            return response.EnsureSuccessStatusCode().StatusCode == HttpStatusCode.NoContent
                ? null
                : await response.Content.ReadFromJsonAsync<Shipment>(cancellationToken);
        }
        catch (HttpRequestException)
        {
            // The orders service restarts or is gone.
            await Task.Delay(s_pause, cancellationToken);
            return null;
        }
    }
}
