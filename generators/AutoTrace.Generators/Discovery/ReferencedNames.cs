using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>Reads the names of traced methods that referenced assemblies say they have.</summary>
internal static class ReferencedNames
{
    public static EquatableArray<string> Read(Compilation compilation, CancellationToken cancellationToken)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Marker(assembly) is { } attribute)
            {
                names.UnionWith(attribute.ConstructorArguments.SelectMany(argument => argument.Values)
                    .Select(value => value.Value).OfType<string>());
            }
        }

        return names.ToEquatableArray();
    }

    /// <summary>What says that an assembly has traced methods; null if nothing does.</summary>
    public static AttributeData? Marker(IAssemblySymbol assembly) =>
        ReferencesAutoTrace(assembly) ? assembly.Find(AttributeSymbols.TracedAssembly) : null;

    /// <summary>Spares most assemblies the look at their attributes.</summary>
    private static bool ReferencesAutoTrace(IAssemblySymbol assembly) =>
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "AutoTrace"));
}
