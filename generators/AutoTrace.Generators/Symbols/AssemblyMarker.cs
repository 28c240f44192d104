using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>Reads what the generator of another assembly has left there.</summary>
internal static class AssemblyMarker
{
    public const string Selected = nameof(Selected);

    /// <summary>What says that an assembly has traced methods; null if nothing does.</summary>
    public static AttributeData? Of(IAssemblySymbol assembly) =>
        ReferencesAutoTrace(assembly) ? assembly.Find(AttributeSymbols.TracedAssembly) : null;

    /// <summary>Those of the traced methods that other assemblies may call.</summary>
    public static IEnumerable<string> Names(AttributeData marker) => marker.ConstructorArguments
        .SelectMany(argument => argument.Values).Select(value => value.Value).OfType<string>();

    /// <summary>Spares most assemblies the look at their attributes.</summary>
    public static bool ReferencesAutoTrace(IAssemblySymbol assembly) =>
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "AutoTrace"));
}
