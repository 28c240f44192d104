using AutoTrace;

namespace Shop.Storefront;

/// <summary>Stands in for the database that this sample does without.</summary>
internal sealed class Database(TimeProvider clock)
{
    // Under a name of its own, and only the slow ones: a page asks often.
    [Traced(Name = "database {method}", MinimumMilliseconds = 50)]
    public Task QueryAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), clock);
}
