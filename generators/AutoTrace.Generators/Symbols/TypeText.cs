using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Prints types as generated code has to spell them: from <c>global::</c> on, keywords escaped, without nullability,
/// and type parameters under the names that the generated member gives them.
/// </summary>
internal sealed class TypeText
{
    private static readonly SymbolDisplayFormat s_format = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Included,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers |
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private readonly Dictionary<ITypeParameterSymbol, string> _names = new(SymbolEqualityComparer.Default);

    /// <summary>Gives the parameters names that differ from all that were declared before.</summary>
    public void Declare(IEnumerable<ITypeParameterSymbol> parameters)
    {
        foreach (ITypeParameterSymbol parameter in parameters)
        {
            string name = Identifier(parameter.Name);
            for (int i = 2; _names.ContainsValue(name); i++)
            {
                name = parameter.Name + i;
            }

            _names.Add(parameter, name);
        }
    }

    public string Of(ITypeSymbol type) => Of(type, static _ => null);

    /// <param name="type">To print.</param>
    /// <param name="rename">Answers another name for a type parameter; null for the usual one.</param>
    public string Of(ITypeSymbol type, Func<ITypeParameterSymbol, string?> rename) =>
        string.Concat(type.ToDisplayParts(s_format).Select(part => part.Symbol switch
        {
            ITypeParameterSymbol parameter => rename(parameter) ?? Name(parameter),
            _ => part.ToString(),
        }));

    public string Name(ITypeParameterSymbol parameter) =>
        _names.TryGetValue(parameter, out string name) ? name : Identifier(parameter.Name);

    /// <summary>The name, escaped if it could be taken for a keyword.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ||
        SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>The text as a C# literal, with the quotes.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
