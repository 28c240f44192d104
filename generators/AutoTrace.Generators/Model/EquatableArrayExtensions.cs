namespace AutoTrace.Generators.Model;

/// <summary>Makes <see cref="EquatableArray{T}"/> the last word of a query.</summary>
internal static class EquatableArrayExtensions
{
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new([.. items]);
}
