using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>
/// The names of all traced methods and properties, declared in a compilation or referenced, and of the bodies of partial ones: what has
/// another name is no use of one.
/// </summary>
internal static class TracedNames
{
    public static HashSet<string> Of(Compilation compilation, CancellationToken cancellationToken)
    {
        HashSet<string> names = new(ReferencedNames.Read(compilation, cancellationToken), StringComparer.Ordinal);
        Stack<INamespaceOrTypeSymbol> rest = new([compilation.Assembly.GlobalNamespace]);
        while (rest.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            INamespaceOrTypeSymbol scope = rest.Pop();
            bool isTraced = scope is INamedTypeSymbol && scope.Has(AttributeSymbols.Traced);
            foreach (ISymbol member in scope.GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                {
                    rest.Push(inner);
                }
                else if (member is IPropertySymbol && member.Has(AttributeSymbols.Traced))
                {
                    names.Add(member.Name);
                }
                else if (member is IMethodSymbol method &&
                    (isTraced || member.Has(AttributeSymbols.Traced) || AssemblyRules.Select(method)))
                {
                    // An explicit implementation is called by the name of what it implements.
                    names.Add(member.Name.Substring(member.Name.LastIndexOf('.') + 1));
                    if (method.IsPartialDefinition)
                    {
                        names.Add(TracedBodies.CoreName(method));
                    }
                }
            }
        }

        return names;
    }
}
