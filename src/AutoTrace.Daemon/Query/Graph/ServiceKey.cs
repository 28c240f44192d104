namespace AutoTrace.Daemon.Query.Graph;

/// <summary>
/// What a node of the service map stands for: a name and a type. The type is a segment's <c>origin</c> (null without
/// one), an inferred node's kind of resource, or <c>client</c>.
/// </summary>
internal readonly record struct ServiceKey(string Name, string? Type) : IComparable<ServiceKey>
{
    public const string ClientType = "client";

    public int CompareTo(ServiceKey other)
    {
        int byName = string.CompareOrdinal(Name, other.Name);
        return byName != 0 ? byName : string.CompareOrdinal(Type, other.Type);
    }
}
