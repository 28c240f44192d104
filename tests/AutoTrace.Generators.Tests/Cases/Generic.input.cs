namespace Shop;

public struct Cache<TKey, TValue>
    where TKey : notnull
    where TValue : class, new()
{
    private int _hits;

    [Traced(Name = "cache get")]
    public ref readonly int Get<TResult>(in TKey key, Func<TValue, TResult> map, out TResult? result)
        where TResult : struct
    {
        Hit();
        result = map(new TValue());
        return ref Hits[0];
    }

    private static readonly int[] Hits = [0];

    [Traced]
    private void Hit() => _hits++;

    public static int Use() => new Cache<string, object>().Get("a", value => value.GetHashCode(), out int? _);
}
