using AutoTrace;
using AutoTrace.NativeProgram;

// Each way in which a method is traced, and what is said of it, in a program whose unused code was cut away.
await using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.ServiceName = "native");
using (AutoTracer.BeginSegment("native"))
{
    Shop shop = new();
    await shop.OrderAsync("ada", new Cart(2, ["tea", "milk"]));
    await shop.ChargeAsync(12.5m);
    await foreach (int shelf in shop.ShelvesAsync(2))
    {
        AutoTracer.Current.AddMetadata($"shelf {shelf}", new Dictionary<string, object?> { ["since"] = DayOfWeek.Friday });
    }

    shop.TryRefund();
}
