using System.Threading;

namespace Shop;

public partial class Payments
{
    [Traced]
    public partial Task<string> ChargeAsync([Annotate] Guid order, [Annotate("cents")] long? amount, CancellationToken cancellation = default);

    private async Task<string> ChargeAsyncCore(Guid order, long? amount, CancellationToken cancellation)
    {
        await Task.Delay(1, cancellation);
        return $"{order} {amount}";
    }
}
