namespace Tests;

public static class OrderTests
{
    public static async Task<int> CallsTheLibraryAsync() => await Library.Orders.GetAsync(1);
}
