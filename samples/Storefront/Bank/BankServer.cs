namespace Shop.Bank;

/// <summary>
/// A bank that knows nothing of AutoTrace. It runs in the launcher; on the map it is a node that X-Ray infers from the
/// calls of the payments service.
/// </summary>
internal static class BankServer
{
    public static WebApplication Create(WebApplicationBuilder builder)
    {
        WebApplication app = builder.Build();
        app.MapPost("/authorizations", async (AuthorizationRequest request) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(15));
            return new Authorization(Approved: !request.CardNumber.EndsWith('2'));
        });
        return app;
    }
}

/// <summary>Asks for money.</summary>
internal sealed record AuthorizationRequest(string CardNumber, decimal Amount);

/// <summary>The bank's answer.</summary>
internal sealed record Authorization(bool Approved);
