using AutoTrace;
using Contracts;
using Library;

await using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.ServiceName = "app");
using (AutoTracer.BeginSegment("app"))
{
    await Orders.GetAsync(1);
    Shipping own = new(TimeSpan.FromMilliseconds(1));
    await own.ShipAsync(1);
    foreach (IShipping shipping in new IShipping[] { own })
    {
        await shipping.ShipAsync(2);
    }
}
