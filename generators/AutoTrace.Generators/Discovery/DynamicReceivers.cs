using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// Of a call on a dynamic receiver only the name is known: it may run any method of that name, in this project or in
/// those that it references.
/// </summary>
internal static class DynamicReceivers
{
    /// <summary>Whether one of them is traced by its callers alone.</summary>
    public static bool MayMissOne(IDynamicInvocationOperation call, Compilation compilation) =>
        call.Operation is not IDynamicMemberReferenceOperation { MemberName: { } name } ||
        MethodsNamed(name, compilation).Any(method =>
            !method.IsStatic && TracedMembers.IsTraced(method) && !TracedBodies.IsWrapped(method));

    private static IEnumerable<IMethodSymbol> MethodsNamed(string name, Compilation compilation) => compilation
        .GetSymbolsWithName(name, SymbolFilter.Member).OfType<IMethodSymbol>()
        .Concat(compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => AssemblyMarker.Of(assembly) is { } marker && AssemblyMarker.Names(marker).Contains(name))
            .SelectMany(assembly => AllMembers.Methods(assembly.GlobalNamespace, CancellationToken.None))
            .Where(method => method.Name == name));
}
