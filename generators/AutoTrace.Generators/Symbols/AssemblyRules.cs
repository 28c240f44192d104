using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// What <c>[assembly: Traced(Include = …, Exclude = …)]</c> selects: of the methods whose names match, those that a
/// <c>[Traced]</c> on their type would mean and whose bodies are not trivial.
/// </summary>
internal sealed class AssemblyRules
{
    public const string Include = nameof(Include);
    public const string Exclude = nameof(Exclude);

    private static readonly ConditionalWeakTable<IAssemblySymbol, AssemblyRules> s_all = new();

    private readonly (AttributeData Attribute, NamePatterns Include, NamePatterns Exclude)[] _rules;

    // Bodies are not in metadata: what its compilation selected, an assembly says in its marker.
    private readonly HashSet<string> _selected;

    private AssemblyRules(IAssemblySymbol assembly)
    {
        AttributeData? marker = AssemblyMarker.Of(assembly);
        _rules = AssemblyMarker.ReferencesAutoTrace(assembly)
            ? [.. assembly.FindAll(AttributeSymbols.Traced).Select(attribute => (
                attribute,
                new NamePatterns(attribute.Text(Include) ?? "*"),
                new NamePatterns(attribute.Text(Exclude))))]
            : [];
        _selected = new HashSet<string>(marker?.Texts(AssemblyMarker.Selected) ?? [], StringComparer.Ordinal);
    }

    public bool IsEmpty => _rules.Length == 0;

    public static AssemblyRules Of(IAssemblySymbol assembly) =>
        s_all.GetValue(assembly, static key => new AssemblyRules(key));

    /// <summary>Whether a rule of the method's assembly traces it, where nothing nearer says anything.</summary>
    public static bool Select(IMethodSymbol method) =>
        method.ContainingAssembly is { } assembly && Of(assembly) is { IsEmpty: false } rules && rules.Selects(method);

    /// <summary>
    /// Whether a rule that includes the method's name excludes it, and no other traces it: it is then no more traced
    /// than with <c>[NoTrace]</c>, whatever it overrides or implements.
    /// </summary>
    public static bool TakeOut(IMethodSymbol method) =>
        method.ContainingAssembly is { } assembly && Of(assembly) is { IsEmpty: false } rules && rules.Excludes(method);

    /// <summary>The rules that mean the method's name, whether or not they trace it.</summary>
    public static IEnumerable<AttributeData> Matching(IMethodSymbol method) =>
        method.ContainingAssembly is { } assembly && Of(assembly) is { IsEmpty: false } rules ? rules.Match(method) : [];

    private bool Selects(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty)
        {
            return _selected.Count > 0 && _selected.Contains(method.GetDocumentationCommentId() ?? "");
        }

        return method.ContainingType.TypeKind is TypeKind.Class or TypeKind.Struct &&
            TracedMembers.IsSelectedByType(method) &&
            !IsGenerated(method) &&
            Match(method).Any() &&
            TrivialBodies.HasSubstance(method);
    }

    private bool Excludes(IMethodSymbol method)
    {
        string name = FullName(method);
        return _rules.Any(rule => rule.Include.Match(name) && rule.Exclude.Match(name)) && !Selects(method);
    }

    private IEnumerable<AttributeData> Match(IMethodSymbol method)
    {
        string name = FullName(method);
        return _rules.Where(rule => rule.Include.Match(name) && !rule.Exclude.Match(name))
            .Select(rule => rule.Attribute);
    }

    /// <summary>
    /// The output of tools is not what anybody means by a namespace. Other generators' output we do not see.
    /// </summary>
    private static bool IsGenerated(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(reference => IsGenerated(reference.SyntaxTree.FilePath)) ||
        IsGenerated((ISymbol)method) ||
        IsGenerated(method.ContainingType);

    private static bool IsGenerated(ISymbol symbol) =>
        symbol.Has("System.CodeDom.Compiler.GeneratedCodeAttribute") ||
        symbol.Has("System.Runtime.CompilerServices.CompilerGeneratedAttribute");

    private static bool IsGenerated(string path) =>
        path.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) ||
        path.EndsWith(".g.i.cs", StringComparison.OrdinalIgnoreCase) ||
        path.EndsWith(".generated.cs", StringComparison.OrdinalIgnoreCase) ||
        path.EndsWith(".designer.cs", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>Namespace.Outer.Type.Method</c>, without type parameters.</summary>
    private static string FullName(IMethodSymbol method)
    {
        string name = method.Name;
        ISymbol? around = ExtensionBlocks.TypeAround(method);
        for (; around is not (null or INamespaceSymbol { IsGlobalNamespace: true }); around = around.ContainingSymbol)
        {
            if (around is INamedTypeSymbol or INamespaceSymbol)
            {
                name = around.Name + "." + name;
            }
            else
            {
                break;
            }
        }

        return name;
    }
}
