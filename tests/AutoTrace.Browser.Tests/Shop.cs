using System.Text.Json.Nodes;

namespace AutoTrace.Browser.Tests;

/// <summary>
/// The requests of a small shop, with times that tests know: clients → storefront → orders → payments → bank (which
/// sends nothing itself), storefront and orders → inventory, and a worker of its own.
/// </summary>
internal static class Shop
{
    /// <summary>Six orders, two visits, a request each that ends in 404, 429 and 500, a round of the worker.</summary>
    public static IEnumerable<ShopTrace> Day() =>
    [
        .. Enumerable.Range(0, 6).Select(index => Checkout(TimeSpan.FromSeconds(18 - index))),
        Product(TimeSpan.FromSeconds(9), "SKU-1", 200),
        Product(TimeSpan.FromSeconds(8), "SKU-2", 200),
        Product(TimeSpan.FromSeconds(7), "SKU-404", 404),
        Product(TimeSpan.FromSeconds(6), "SKU-429", 429),
        Crash(TimeSpan.FromSeconds(5)),
        Worker(TimeSpan.FromSeconds(4)),
    ];

    /// <summary>120 ms at storefront, 100 at orders, 8 at inventory, 58 at payments, 30 at the bank.</summary>
    public static ShopTrace Checkout(TimeSpan age)
    {
        ShopTrace trace = new(age);
        JsonObject storefront = ShopTrace.Http(trace.Segment("storefront", 0, 120), "http://shop.local/checkout", 201);
        JsonObject place = trace.Method(storefront, "Checkout.PlaceAsync", 2, 118);
        JsonObject orders = trace.CallTo(place, "orders", 9, 111, "/orders", 201);
        JsonObject order = trace.Method(orders, "OrderService.PlaceAsync", 11, 109);
        order["annotations"] = new JsonObject { ["customer"] = "c-417", ["cart_size"] = 3, ["express"] = true };
        JsonObject item = new() { ["sku"] = "SKU-1", ["price"] = 12.5 };
        order["metadata"] = new JsonObject { ["cart"] = new JsonObject { ["items"] = new JsonArray(item) } };
        trace.CallTo(order, "inventory", 15, 25, "/stock/SKU-1", 200);
        JsonObject payments = trace.CallTo(order, "payments", 30, 90, "/charges", 200);
        JsonObject charge = trace.Method(payments, "ChargeService.ChargeAsync", 33, 87);
        trace.Call(charge, "bank", 50, 80, "http://bank/", 200);
        return trace;
    }

    /// <summary>15 ms at storefront, 5 at inventory.</summary>
    public static ShopTrace Product(TimeSpan age, string sku, int status)
    {
        ShopTrace trace = new(age);
        JsonObject storefront = trace.Segment("storefront", 0, 15);
        ShopTrace.Http(storefront, $"http://shop.local/products/{sku}", status);
        JsonObject show = trace.Method(storefront, "Catalog.ShowAsync", 1, 14);
        trace.CallTo(show, "inventory", 4, 11, $"/stock/{sku}", status);
        return trace;
    }

    /// <summary>A fault in payments, with an exception and its cause; 60 ms at storefront.</summary>
    public static ShopTrace Crash(TimeSpan age)
    {
        ShopTrace trace = new(age);
        JsonObject storefront = ShopTrace.Http(trace.Segment("storefront", 0, 60), "http://shop.local/checkout", 500);
        JsonObject place = trace.Method(storefront, "Checkout.PlaceAsync", 2, 58);
        JsonObject orders = trace.CallTo(place, "orders", 5, 55, "/orders", 500);
        JsonObject order = trace.Method(orders, "OrderService.PlaceAsync", 8, 52);
        JsonObject payments = trace.CallTo(order, "payments", 10, 50, "/charges", 500);
        JsonObject charge = trace.Method(payments, "ChargeService.ChargeAsync", 13, 47);
        charge["fault"] = true;
        JsonObject cause = Exception(
            "System.Net.Sockets.SocketException", "Connection reset by peer", "Payments.BankClient.AuthorizeAsync", 27);
        JsonObject thrown = Exception(
            "Payments.LedgerException", "The ledger is locked", "Payments.Ledger.AppendAsync", 58);
        thrown["cause"] = cause["id"]!.GetValue<string>();
        payments["cause"] = thrown["id"]!.GetValue<string>();
        charge["cause"] = new JsonObject
        {
            ["working_directory"] = "/app",
            ["exceptions"] = new JsonArray(thrown, cause),
        };
        return trace;
    }

    /// <summary>30 ms at fulfilment, 18 at orders.</summary>
    public static ShopTrace Worker(TimeSpan age)
    {
        ShopTrace trace = new(age);
        JsonObject fulfilment = trace.Segment("fulfilment", 0, 30);
        JsonObject poll = trace.Method(fulfilment, "FulfilmentWorker.PollAsync", 1, 29);
        trace.CallTo(poll, "orders", 5, 25, "/orders/next", 200);
        return trace;
    }

    private static JsonObject Exception(string type, string message, string method, int line) => new()
    {
        ["id"] = ShopTrace.Hex(8),
        ["type"] = type,
        ["message"] = message,
        ["stack"] = new JsonArray(new JsonObject { ["label"] = method, ["path"] = "Payments.cs", ["line"] = line }),
    };
}
