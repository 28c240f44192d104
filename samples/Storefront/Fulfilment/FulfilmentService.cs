namespace Shop.Fulfilment;

/// <summary>Packs what has been paid: a worker on a generic host, without the web framework.</summary>
internal static class FulfilmentService
{
    public static IHost Create(HostApplicationBuilder builder)
    {
        builder.Services.AddAutoTrace(o => o.ServiceName = "fulfilment");

        builder.Services.AddHttpClient<ShipmentFeed>(http => http.BaseAddress = new Uri("http://orders"));
        builder.Services.AddHttpClient<Packer>(http => http.BaseAddress = new Uri("http://inventory"));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<ShippingWorker>();
        return builder.Build();
    }
}
