namespace Shop;

public class Ledger
{
    [Traced]
    public async IAsyncEnumerable<string> ReadAsync([Annotate] string account)
    {
        await Task.Yield();
        yield return account;
    }
}

public static class Report
{
    public static async Task PrintAsync(Ledger ledger)
    {
        await foreach (string entry in ledger.ReadAsync("rent"))
        {
            Console.WriteLine(entry);
        }
    }
}
