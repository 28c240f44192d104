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
            if (AssemblyMarker.Of(assembly) is { } attribute)
            {
                names.UnionWith(AssemblyMarker.Names(attribute));
            }
        }

        return names.ToEquatableArray();
    }
}
