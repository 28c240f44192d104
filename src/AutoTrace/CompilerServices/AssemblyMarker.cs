using System.Reflection;

namespace AutoTrace.CompilerServices;

/// <summary>Tells assemblies that AutoTrace's generator has compiled from all others.</summary>
internal static class AssemblyMarker
{
    /// <summary>False also where an attribute cannot be read.</summary>
    public static bool IsOn(Assembly assembly)
    {
        try
        {
            return assembly.IsDefined(typeof(TracedAssemblyAttribute), inherit: false);
        }
        catch (Exception)
        {
            // Attributes may need assemblies that are missing.
            return false;
        }
    }
}
