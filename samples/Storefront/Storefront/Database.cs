namespace Shop.Storefront;

/// <summary>Stands in for the database that this sample does without.</summary>
internal sealed class Database(TimeProvider clock)
{
    public Task QueryAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), clock);
}
