namespace Shop.Payments;

/// <summary>Charges cards.</summary>
internal static class PaymentsService
{
    public static WebApplication Create(WebApplicationBuilder builder)
    {
        builder.Services.AddAutoTrace(o =>
        {
            o.ServiceName = "payments";

            // Whoever records it, now or later: no card leaves this service.
            o.Redact = (key, value) => key.Contains("card", StringComparison.OrdinalIgnoreCase) ? null : value;
        });

        builder.Services.AddHttpClient<IBank, BankClient>(http => http.BaseAddress = new Uri("http://bank"));
        builder.Services.AddScoped<Cashier>();
        builder.Services.AddSingleton<Ledger>();

        WebApplication app = builder.Build();
        app.MapPost("/charges", async (Charge charge, Cashier cashier) =>
            await cashier.ChargeAsync(charge)
                ? Results.Ok()
                : Results.StatusCode(StatusCodes.Status402PaymentRequired));
        return app;
    }
}
