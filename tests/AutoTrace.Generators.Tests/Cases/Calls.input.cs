namespace Shop;

public sealed class Checkout(IStock stock)
{
    [Traced]
    public async Task<bool> PlaceAsync([Annotate] string customer, int items)
    {
        Count(ref items);
        return await stock.ReserveAsync(items);
    }

    [Traced]
    private static void Count(ref int items) => items++;
}

[Traced]
public interface IStock
{
    Task<bool> ReserveAsync(int items);
}

public static class Counter
{
    public static Task<bool> Sell(Checkout checkout) => checkout.PlaceAsync("c1", 2);
}
