namespace Shop.Storefront;

/// <summary>What customers see: pages, the catalogue, the checkout.</summary>
internal static class StorefrontService
{
    public static WebApplication Create(WebApplicationBuilder builder)
    {
        builder.Services.AddAutoTrace(o => o.ServiceName = "storefront");

        builder.Services.AddHttpClient<InventoryClient>(http => http.BaseAddress = new Uri("http://inventory"));
        builder.Services.AddHttpClient<OrdersClient>(http => http.BaseAddress = new Uri("http://orders"));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Database>();
        builder.Services.AddScoped<Catalog>();
        builder.Services.AddScoped<Checkout>();
        builder.Services.AddSingleton<HomePage>();
        builder.Services.AddSingleton<Recommendations>();
        builder.Services.AddSingleton<ShippingQuotes>();

        WebApplication app = builder.Build();
        app.MapGet("/home", (HomePage page) => page.RenderAsync());
        app.MapGet("/catalog", (Catalog catalog) => catalog.ListAsync());
        app.MapGet("/products/{sku}", async (string sku, Catalog catalog) =>
            await catalog.FindAsync(sku) is { } product ? Results.Ok(product) : Results.NotFound());
        app.MapGet("/recommendations/{sku}", (string sku, Recommendations recommendations) =>
            recommendations.ForAsync(sku));
        app.MapGet("/shipping/quotes", (ShippingQuotes quotes) => quotes.Compare());
        app.MapPost("/flash-sale", async (Catalog catalog) =>
            await catalog.JoinFlashSaleAsync() ? Results.Ok() : Results.StatusCode(StatusCodes.Status429TooManyRequests));
        app.MapPost("/carts/{cart}/checkout", async (string cart, Checkout checkout) =>
            await checkout.PlaceAsync(cart) switch
            {
                CheckoutResult.Placed => Results.Ok(),
                CheckoutResult.Declined => Results.StatusCode(StatusCodes.Status402PaymentRequired),
                _ => Results.NotFound(),
            });
        return app;
    }
}
