using System.Collections.Concurrent;
using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis;

/// <summary>
/// The names of all traced methods and properties, declared in a compilation or referenced, and of the bodies of
/// partial ones: what has another name is no use of one.
/// </summary>
internal static class TracedNames
{
    // Text alone, and one entry a project: no symbol lives longer for it.
    private static readonly ConcurrentDictionary<string, Found> s_latest = new(StringComparer.Ordinal);

    /// <summary>Remembered until a declaration changes: an editor asks at every key.</summary>
    public static HashSet<string> Of(Compilation compilation, CancellationToken cancellationToken)
    {
        string project = compilation.AssemblyName ?? "";
        string declarations = DeclarationFingerprint.Of(compilation, cancellationToken);
        if (s_latest.TryGetValue(project, out Found latest) && latest.Declarations == declarations)
        {
            return latest.Names;
        }

        HashSet<string> names = Find(compilation, cancellationToken);
        s_latest[project] = new Found(declarations, names);
        return names;
    }

    private static HashSet<string> Find(Compilation compilation, CancellationToken cancellationToken)
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
                    // Ours: nothing in it is traced, and each interceptor has attributes to bind.
                    if (inner.ToDisplayString() != SettingsReader.InterceptorNamespace)
                    {
                        rest.Push(inner);
                    }
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

    private sealed record Found(string Declarations, HashSet<string> Names);
}
