using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Shop.Orders;

namespace Shop.Inventory;

/// <summary>Knows what is in stock, holds goods back for orders and picks them for shipment.</summary>
internal static class InventoryService
{
    private const string FlashSale = "flash-sale";

    public static WebApplication Create(WebApplicationBuilder builder)
    {
        builder.Services.AddAutoTrace(o => o.ServiceName = "inventory");

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Warehouse>();
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddFixedWindowLimiter(FlashSale, window =>
            {
                window.PermitLimit = 1;
                window.Window = TimeSpan.FromSeconds(10);
            });
        });

        WebApplication app = builder.Build();
        app.UseRateLimiter();
        app.MapGet("/stock", (Warehouse warehouse) => warehouse.ListAsync());
        app.MapGet("/stock/{sku}", (string sku, Warehouse warehouse) =>
            warehouse.Find(sku) is { } item ? Results.Ok(item) : Results.NotFound());
        app.MapPut("/reservations/{order:guid}", (Guid order, OrderLine[] lines, Warehouse warehouse) =>
            warehouse.TryReserve(order, lines)
                ? Results.Ok()
                : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        app.MapPost("/picks", (OrderLine[] lines, Warehouse warehouse) => warehouse.PickAsync(lines));
        app.MapPost("/flash-sale", () => Results.Ok()).RequireRateLimiting(FlashSale);
        return app;
    }
}
