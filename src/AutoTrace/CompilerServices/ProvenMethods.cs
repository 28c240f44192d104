using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoTrace.CompilerServices;

/// <summary>
/// Answers what was proven of traced methods of other assemblies: at run time, since what was compiled into a caller
/// would be wrong once the other assembly is replaced by a later version. Thread-safe; does not throw.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProvenMethods
{
    // Weak: a table here must not keep an unloaded plug-in.
    private static readonly ConditionalWeakTable<Assembly, HashSet<string>> s_proven = new();

    /// <summary>Reads the traits of a method from the attributes of its assembly.</summary>
    /// <param name="type">That declares the method.</param>
    /// <param name="method">The method's documentation id.</param>
    public static CallsiteTraits TraitsOf(Type type, string method) =>
        s_proven.GetValue(type.Assembly, Read).Contains(method) ? CallsiteTraits.StartsNoFlow : CallsiteTraits.None;

    private static HashSet<string> Read(Assembly assembly)
    {
        try
        {
            return [.. assembly.GetCustomAttributes<StartsNoFlowAttribute>().Select(attribute => attribute.Method)];
        }
        catch (Exception)
        {
            // Another attribute of that assembly cannot be loaded: nothing is known, which is always safe.
            return [];
        }
    }
}
