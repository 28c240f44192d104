using AutoTrace;
using Contracts;

namespace Library;

public sealed partial class Shipping(TimeSpan time) : IShipping
{
    [Traced]
    public partial Task ShipAsync(int order);

    private async Task ShipAsyncCore(int order) => await Task.Delay(time * order);
}
