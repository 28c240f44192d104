namespace AutoTrace.Generators.Model;

/// <summary>The wrappers of one type's traced methods.</summary>
/// <param name="Name">The class that holds them; unique.</param>
/// <param name="Wrappers">At least one, by name.</param>
internal sealed record WrapperGroup(string Name, EquatableArray<Wrapper> Wrappers)
{
    /// <summary>Every wrapper that any of the calls needs, once.</summary>
    public static IEnumerable<WrapperGroup> All(IEnumerable<SourceFileSites> files) => files
        .SelectMany(file => file.Sites)
        .Select(site => site.Wrapper)
        .GroupBy(wrapper => wrapper.Group)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new WrapperGroup(
            group.Key,
            group.Distinct().OrderBy(wrapper => wrapper.Name, StringComparer.Ordinal).ToEquatableArray()));
}
