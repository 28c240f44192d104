using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.SymbolDisplayMemberOptions;
using static Microsoft.CodeAnalysis.SymbolDisplayMiscellaneousOptions;

namespace AutoTrace.PackageTests.Api;

/// <summary>
/// What a library offers to others, as C# without bodies: every type and member that is visible outside, by name.
/// Overrides of another library's members are left out, for whoever calls them calls what they override.
/// </summary>
internal static class ApiText
{
    private static readonly SymbolDisplayFormat s_format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters |
            SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: IncludeAccessibility | IncludeModifiers | IncludeType | IncludeRef | IncludeContainingType |
            IncludeParameters | IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName |
            SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeDefaultValue |
            SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: UseSpecialTypes | EscapeKeywordIdentifiers | IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_nameOfType = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: s_format.GenericsOptions);

    /// <param name="Namespace">Of the type.</param>
    /// <param name="Type">Its header.</param>
    /// <param name="Member">The member's text; empty for the type itself.</param>
    /// <param name="Order">Puts overloads and types of one name together.</param>
    /// <param name="Framework">That has it.</param>
    private sealed record Declaration(string Namespace, string Type, string Member, string Order, string Framework);

    /// <param name="assemblies">Of one library, by target framework. What not all of them have, says which do.</param>
    public static string Of(IReadOnlyDictionary<string, IAssemblySymbol> assemblies)
    {
        IEnumerable<Declaration> declarations =
            from assembly in assemblies
            from type in Types(assembly.Value.GlobalNamespace)
            from member in Members(type).Prepend(null)
            select new Declaration(
                type.ContainingNamespace.ToDisplayString(),
                Header(type),
                member is null ? "" : Text(member),
                $"{type.Name} {member?.Name}",
                assembly.Key);
        List<string> lines = [];
        foreach (IGrouping<string, Declaration> space in Sort(declarations, each => each.Namespace))
        {
            lines.AddRange([$"namespace {space.Key}", "{"]);
            foreach (IGrouping<string, Declaration> type in Sort(space, each => each.Type))
            {
                IGrouping<string, Declaration>[] members = [.. Sort(type, each => each.Member)];
                lines.AddRange([$"    {type.Key}{Frameworks(members[0])}", "    {"]);
                lines.AddRange(members.Skip(1).Select(each => $"        {each.Key}{Frameworks(each)}"));
                lines.AddRange(["    }", ""]);
            }

            lines[^1] = "}";
            lines.Add("");
        }

        return string.Join('\n', lines);

        string Frameworks(IEnumerable<Declaration> having) => having.Count() == assemblies.Count
            ? ""
            : $" // {string.Join(", ", having.Select(each => each.Framework))}";
    }

    /// <summary>The declarations of one namespace in such a text, each member after its type.</summary>
    public static IEnumerable<string> DeclarationsIn(string text, string name) =>
        from space in SyntaxFactory.ParseCompilationUnit(text).Members.OfType<NamespaceDeclarationSyntax>()
        where space.Name.ToString() == name
        from type in space.Members.OfType<BaseTypeDeclarationSyntax>()
        let header = type.ToString().Split('\n')[0]
        from member in type.ChildNodes().OfType<MemberDeclarationSyntax>().Select(each => each.ToFullString().Trim())
            .Prepend("")
        select $"{header} {member}";

    private static IEnumerable<IGrouping<string, Declaration>> Sort(
        IEnumerable<Declaration> declarations, Func<Declaration, string> by) =>
        declarations.GroupBy(by).OrderBy(group => group.First().Order, StringComparer.Ordinal)
            .ThenBy(group => group.Key, StringComparer.Ordinal);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(member => member switch
        {
            INamedTypeSymbol type when !IsVisible(type) => [],
            INamedTypeSymbol type => Types(type).Prepend(type),
            _ => Types(member),
        });

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        IsVisible(member) &&
        !member.IsImplicitlyDeclared &&
        (!member.IsOverride || SymbolEqualityComparer.Default.Equals(Overridden(member), type.ContainingAssembly)) &&
        member is IMethodSymbol { AssociatedSymbol: null } or IPropertySymbol or IFieldSymbol or IEventSymbol);

    private static IAssemblySymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod?.ContainingAssembly,
        IPropertySymbol property => property.OverriddenProperty?.ContainingAssembly,
        _ => null,
    };

    private static string Text(ISymbol member)
    {
        if (member is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } field)
        {
            return $"{field.Name} = {field.ConstantValue},";
        }

        // The type is above; its name is only there because defaults are not complete without theirs.
        string type = member.ContainingType.ToDisplayString(s_format);
        string text = member.ToDisplayString(s_format).Replace($" {type}.", " ", StringComparison.Ordinal);
        return member is IPropertySymbol ? text : text + ";";
    }

    private static string Header(INamedTypeSymbol type)
    {
        string modifiers = type switch
        {
            { TypeKind: TypeKind.Enum or TypeKind.Interface } => "",
            { IsStatic: true } => "static ",
            { IsReadOnly: true, IsRefLikeType: true } => "readonly ref ",
            { IsReadOnly: true } => "readonly ",
            { IsRefLikeType: true } => "ref ",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true, TypeKind: TypeKind.Class } => "sealed ",
            _ => "",
        };
        IEnumerable<INamedTypeSymbol> bases = type.TypeKind == TypeKind.Enum ? [] : type.Interfaces.Where(IsVisible);
        if (type.TypeKind == TypeKind.Class && type.BaseType is { SpecialType: SpecialType.None } parent)
        {
            bases = bases.Prepend(parent);
        }

        string list = string.Join(", ", bases.Select(each => each.ToDisplayString(s_format)));
        string kind = type.TypeKind.ToString().ToLowerInvariant();
        return $"public {modifiers}{kind} {type.ToDisplayString(s_nameOfType)}{(list.Length == 0 ? "" : " : ")}{list}";
    }

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is
        Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
