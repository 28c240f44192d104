using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>
/// Knows which of the user's own members do no more than to read or write a place. Decides by declarations and
/// initializers, never by the body of a member.
/// </summary>
/// <param name="compilation">Members of other assemblies count as unknown: they may change without us.</param>
/// <param name="isHarmless">Whether an initializer starts no flow.</param>
internal sealed class SourceMembers(Compilation compilation, Func<SyntaxNode, bool> isHarmless)
{
    // Types whose initializers are being looked at, or have been: those that need each other stand or fall together.
    private readonly Dictionary<INamedTypeSymbol, bool> _statics = new(SymbolEqualityComparer.Default);

    /// <summary>An auto-property that no other type can override.</summary>
    public bool RunsNothing(IPropertySymbol property) =>
        IsOurs(property) &&
        property.ContainingType.TypeKind != TypeKind.Interface &&
        (!(property.IsVirtual || property.IsOverride) || property.IsSealed || property.ContainingType.IsSealed) &&
        property.DeclaringSyntaxReferences.Length == 1 &&
        IsAuto(property.DeclaringSyntaxReferences[0].GetSyntax()) &&
        (!property.IsStatic || HasHarmlessStatics(property.ContainingType));

    /// <summary>A field. Access to a static one may run the initializers of its type first.</summary>
    public bool RunsNothing(IFieldSymbol field) =>
        !field.IsStatic ||
        field.IsConst ||
        FrameworkTypes.NameOf(field.ContainingType) is not null ||
        (IsOurs(field) && HasHarmlessStatics(field.ContainingType));

    /// <summary>A constructor that the compiler makes: it copies its arguments and runs initializers.</summary>
    public bool RunsNothing(IMethodSymbol constructor)
    {
        INamedTypeSymbol type = constructor.ContainingType;
        return IsOurs(type) &&
            constructor.DeclaringSyntaxReferences.All(reference => reference.GetSyntax() is TypeDeclarationSyntax) &&
            !HasStaticConstructor(type) &&
            !type.GetMembers().OfType<IMethodSymbol>().Any(member => member.MethodKind == MethodKind.Destructor) &&
            Initializers(type, ofStatics: false).All(isHarmless) &&
            MakesBaseHarmlessly(type);
    }

    /// <summary>Whether it has an explicit one, which the first call of a member may run.</summary>
    public static bool HasStaticConstructor(INamedTypeSymbol type) =>
        type.OriginalDefinition.StaticConstructors.Any(constructor => !constructor.IsImplicitlyDeclared);

    private bool HasHarmlessStatics(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        if (!_statics.TryGetValue(type, out bool isHarmlessSoFar))
        {
            _statics.Add(type, true);
            _statics[type] = isHarmlessSoFar =
                !HasStaticConstructor(type) && Initializers(type, ofStatics: true).All(isHarmless);
        }

        return isHarmlessSoFar;
    }

    private bool MakesBaseHarmlessly(INamedTypeSymbol type)
    {
        if (type.IsValueType || type.BaseType is { SpecialType: SpecialType.System_Object })
        {
            return true;
        }

        // Exceptions, mostly. What is passed on counts as well as what is called.
        PrimaryConstructorBaseTypeSyntax? call = Declarations(type)
            .Select(declaration => declaration.BaseList?.Types.FirstOrDefault())
            .OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault();
        return call is not null
            ? isHarmless(call)
            : type.BaseType?.InstanceConstructors.FirstOrDefault(each => each.Parameters.IsEmpty) is { } made &&
                (RunsNothing(made) || FrameworkMembers.RunNoUserCode(made, null, []));
    }

    private static IEnumerable<SyntaxNode> Initializers(INamedTypeSymbol type, bool ofStatics) => Declarations(type)
        .SelectMany(declaration => declaration.Members)
        .Where(member => member.Modifiers.Any(SyntaxKind.StaticKeyword) == ofStatics)
        .SelectMany(member => member switch
        {
            BaseFieldDeclarationSyntax fields => fields.Declaration.Variables.Select(variable => variable.Initializer),
            PropertyDeclarationSyntax property => [property.Initializer],
            _ => [],
        })
        .OfType<EqualsValueClauseSyntax>();

    private static IEnumerable<TypeDeclarationSyntax> Declarations(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>();

    /// <summary>A parameter of a record, or accessors without bodies whose other part nobody else writes.</summary>
    private static bool IsAuto(SyntaxNode declaration) => declaration is ParameterSyntax ||
        (declaration is PropertyDeclarationSyntax { AccessorList: { } list } property &&
            list.Accessors.All(accessor => accessor is { Body: null, ExpressionBody: null }) &&
            !property.Modifiers.Any(modifier => modifier.Kind() is
                SyntaxKind.AbstractKeyword or SyntaxKind.ExternKeyword or SyntaxKind.PartialKeyword));

    private bool IsOurs(ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);
}
