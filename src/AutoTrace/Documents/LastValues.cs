namespace AutoTrace.Documents;

/// <summary>
/// The last value of each key, in the order in which the keys came, so that documents do not depend on hashing.
/// </summary>
/// <param name="limit">How many keys at most; looking one up takes as long as there are keys.</param>
internal struct LastValues<TKey, TValue>(int limit)
    where TKey : IEquatable<TKey>
{
    private List<(TKey Key, TValue Value)>? _entries;

    public readonly IReadOnlyList<(TKey Key, TValue Value)> Entries => _entries ?? (IReadOnlyList<(TKey, TValue)>)[];

    /// <summary>How many values came when there was no room for another key.</summary>
    public int LeftOut { get; private set; }

    public void Set(TKey key, TValue value)
    {
        _entries ??= [];
        int known = 0;
        while (known < _entries.Count && !_entries[known].Key.Equals(key))
        {
            known++;
        }

        if (known < _entries.Count)
        {
            _entries[known] = (key, value);
        }
        else if (known < limit)
        {
            _entries.Add((key, value));
        }
        else
        {
            LeftOut++;
        }
    }
}
