using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>Makes two of a method: its declaration, and a private method with its body.</summary>
internal static class MethodSplit
{
    public static bool CanSplit(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        (declaration.Body is not null || declaration.ExpressionBody is not null) &&
        method is { MethodKind: MethodKind.Ordinary, IsVararg: false, IsPartialDefinition: false } &&
        method.PartialDefinitionPart is null &&
        method.ContainingType.TypeKind is TypeKind.Class or TypeKind.Struct &&
        TracedBodies.NamedCore(method) is null &&
        !declaration.Ancestors().OfType<TypeDeclarationSyntax>().Any(IsFileLocal) &&
        !InheritsConstraints(method) &&
        !HasDirectives(declaration);

    /// <summary>The declaration, and the method with the body.</summary>
    public static MemberDeclarationSyntax[] Of(MethodDeclarationSyntax method, SemanticModel model)
    {
        IMethodSymbol symbol = model.GetDeclaredSymbol(method)!;
        string body = BodyName(symbol);
        return
        [
            TracedAttribute.Add(Declaration(method, model), method, symbol, body),
            Body(method, body, model),
        ];
    }

    /// <summary>The partial method as it is, and one for its body that has yet to be written.</summary>
    public static MemberDeclarationSyntax[] WithNewBody(MethodDeclarationSyntax method, SemanticModel model)
    {
        string name = TracedBodies.CoreName(model.GetDeclaredSymbol(method)!);
        bool hasSystem = model.LookupNamespacesAndTypes(method.SpanStart, name: "NotImplementedException").Length > 0;
        string thrown = $"throw new {(hasSystem ? "" : "System.")}NotImplementedException()";
        SyntaxToken arrow = Token(SyntaxKind.EqualsGreaterThanToken).WithLeadingTrivia(Space).WithTrailingTrivia(Space);
        MethodDeclarationSyntax written = method.WithSemicolonToken(default).WithoutTrailingTrivia()
            .WithExpressionBody(ArrowExpressionClause(arrow, ParseExpression(thrown)))
            .WithSemicolonToken(method.SemicolonToken);
        return [method, Body(written, name, model, original: method)];
    }

    private static MethodDeclarationSyntax Declaration(MethodDeclarationSyntax method, SemanticModel model)
    {
        bool hasAccess = method.Modifiers.Any(each => SyntaxFacts.IsAccessibilityModifier(each.Kind()));
        IEnumerable<SyntaxKind> modifiers = method.Modifiers.Select(each => each.Kind())
            .Where(each => each != SyntaxKind.AsyncKeyword);
        modifiers = hasAccess ? modifiers : modifiers.Prepend(SyntaxKind.PrivateKeyword);
        ParameterListSyntax parameters = method.ParameterList.ReplaceNodes(
            method.ParameterList.Parameters,
            (each, _) => AttributePlaces.Keep(each, AttributePlace.Declaration, model));
        return Modify(method, modifiers.Append(SyntaxKind.PartialKeyword))
            .WithAttributeLists(AttributePlaces.Keep(method.AttributeLists, AttributePlace.Declaration, model))
            .WithParameterList(parameters)
            .WithBody(null).WithExpressionBody(null).WithSemicolonToken(default)
            .WithoutTrailingTrivia()
            .WithSemicolonToken(Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(Layout.EndOfLine(method)))
            .WithLeadingTrivia(method.GetLeadingTrivia());
    }

    private static MethodDeclarationSyntax Body(
        MethodDeclarationSyntax method, string name, SemanticModel model, MethodDeclarationSyntax? original = null)
    {
        MethodDeclarationSyntax known = original ?? method;
        IEnumerable<SyntaxKind> modifiers = method.Modifiers.Select(each => each.Kind())
            .Where(each => each is SyntaxKind.StaticKeyword or SyntaxKind.ReadOnlyKeyword or
                SyntaxKind.UnsafeKeyword or SyntaxKind.AsyncKeyword);
        ParameterListSyntax parameters = known.ParameterList.ReplaceNodes(
            known.ParameterList.Parameters, (each, _) => BodyParameter(each, model));
        return Modify(method, modifiers.Prepend(SyntaxKind.PrivateKeyword))
            .WithAttributeLists(AttributePlaces.Keep(known.AttributeLists, AttributePlace.Body, model))
            .WithIdentifier(Identifier(name).WithTriviaFrom(method.Identifier))
            .WithParameterList(parameters.WithTrailingTrivia(method.ParameterList.GetTrailingTrivia()))
            .WithLeadingTrivia(Layout.EndOfLine(known), Layout.Indentation(known));
    }

    /// <summary>Defaults, <c>params</c> and <c>this</c> are for callers, of whom the body has one.</summary>
    private static ParameterSyntax BodyParameter(ParameterSyntax parameter, SemanticModel model)
    {
        ParameterSyntax kept = AttributePlaces.Keep(parameter, AttributePlace.Body, model);
        SyntaxTokenList modifiers = TokenList(kept.Modifiers.Where(each =>
            each.Kind() is not (SyntaxKind.ThisKeyword or SyntaxKind.ParamsKeyword)));
        return kept.WithModifiers(modifiers)
            .WithIdentifier(kept.Identifier.WithTrailingTrivia())
            .WithDefault(null)
            .WithLeadingTrivia(parameter.GetLeadingTrivia())
            .WithTrailingTrivia(parameter.GetTrailingTrivia());
    }

    private static MethodDeclarationSyntax Modify(MethodDeclarationSyntax method, IEnumerable<SyntaxKind> modifiers)
    {
        SyntaxTriviaList leading = method.Modifiers.Count == 0
            ? method.ReturnType.GetLeadingTrivia()
            : method.Modifiers[0].LeadingTrivia;
        IEnumerable<SyntaxToken> tokens = modifiers.Select((kind, i) =>
            Token(kind).WithLeadingTrivia(i == 0 ? leading : default).WithTrailingTrivia(Space));
        return method.WithModifiers(TokenList(tokens)).WithReturnType(method.ReturnType.WithoutLeadingTrivia());
    }

    /// <summary><c>XCore</c> unless that may mean something else already.</summary>
    private static string BodyName(IMethodSymbol method)
    {
        string core = method.Name + TracedBodies.CoreSuffix;
        return Members(core).All(each => each is IMethodSymbol other && TracedBodies.InFrontOf(other) is not null)
            ? core
            : Enumerable.Range(1, int.MaxValue).Select(i => $"{method.Name}Body{(i == 1 ? "" : i)}")
                .First(name => !Members(name).Any());

        IEnumerable<ISymbol> Members(string name)
        {
            for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
            {
                foreach (ISymbol member in type.GetMembers(name))
                {
                    yield return member;
                }
            }
        }
    }

    private static bool IsFileLocal(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.FileKeyword);

    /// <summary>An override does not repeat them, its body would have to.</summary>
    private static bool InheritsConstraints(IMethodSymbol method) => method.IsOverride &&
        TypeParameterTexts.Of(method.TypeParameters, new TypeText()).Any(each => each.Constraints.Length > 0);

    /// <summary><c>#if</c> in the signature.</summary>
    private static bool HasDirectives(MethodDeclarationSyntax method)
    {
        SyntaxNode body = (SyntaxNode?)method.Body ?? method.ExpressionBody!;
        return method.DescendantTrivia().Any(trivia => trivia.IsDirective &&
            trivia.SpanStart > method.SpanStart && trivia.SpanStart < body.SpanStart);
    }
}
