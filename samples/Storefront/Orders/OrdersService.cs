namespace Shop.Orders;

/// <summary>Takes orders: reserves the goods, has the card charged, queues the shipment.</summary>
internal static class OrdersService
{
    public static WebApplication Create(WebApplicationBuilder builder)
    {
        // The fulfilment worker asks for work all day long; those polls would only hide the orders.
        builder.Services.AddAutoTrace(o => { o.ServiceName = "orders"; o.Ignore("/shipments/next"); });

        builder.Services.AddHttpClient<IInventory, InventoryClient>(http => http.BaseAddress = new Uri("http://inventory"));
        builder.Services.AddHttpClient<IPayments, PaymentsClient>(http => http.BaseAddress = new Uri("http://payments"));
        builder.Services.AddScoped<OrderDesk>();
        builder.Services.AddSingleton<ShipmentQueue>();

        WebApplication app = builder.Build();
        app.MapPost("/orders", async (OrderRequest request, OrderDesk desk) =>
            await desk.PlaceAsync(Guid.NewGuid(), request)
                ? Results.Created()
                : Results.StatusCode(StatusCodes.Status402PaymentRequired));
        app.MapPost("/shipments/next", async (ShipmentQueue queue, CancellationToken cancellationToken) =>
            await queue.TakeAsync(cancellationToken) is { } shipment ? Results.Ok(shipment) : Results.NoContent());
        return app;
    }
}
