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
        PartialMembers.AreAllowed(method) &&
        TracedBodies.NamedCore(method) is null &&
        Directives.AreWholeIn(declaration) &&
        (method.Has(AttributeSymbols.Traced) || !Directives.AreAmongAttributes(declaration));

    /// <summary>The declaration, and the method with the body.</summary>
    public static MemberDeclarationSyntax[] Of(MethodDeclarationSyntax method, SemanticModel model)
    {
        IMethodSymbol symbol = model.GetDeclaredSymbol(method)!;
        string body = BodyName(symbol);
        return
        [
            TracedAttribute.Add(Declaration(method, model), method, symbol, body),
            Body(method, body, model, known: method),
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
        return [method, Body(written, name, model, known: method)];
    }

    private static MethodDeclarationSyntax Declaration(MethodDeclarationSyntax method, SemanticModel model)
    {
        SyntaxList<AttributeListSyntax> attributes = Directives.AreAmongAttributes(method)
            ? method.AttributeLists
            : AttributePlaces.Keep(method.AttributeLists, AttributePlace.Declaration, model);
        ParameterListSyntax parameters = method.ParameterList.ReplaceNodes(
            method.ParameterList.Parameters,
            (each, _) => AttributePlaces.Keep(each, AttributePlace.Declaration, model));
        return Modify(method, DeclaredModifiers(method))
            .WithAttributeLists(attributes)
            .WithParameterList(parameters)
            .WithBody(null).WithExpressionBody(null).WithSemicolonToken(default)
            .WithoutTrailingTrivia()
            .WithSemicolonToken(Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(Layout.EndOfLine(method)))
            .WithLeadingTrivia(method.GetLeadingTrivia());
    }

    /// <summary>Those that a partial method has to say, also where others do without.</summary>
    private static IEnumerable<SyntaxKind> DeclaredModifiers(MethodDeclarationSyntax method)
    {
        SyntaxKind[] modifiers = [.. method.Modifiers.Select(each => each.Kind())
            .Where(each => each != SyntaxKind.AsyncKeyword)];
        bool isInInterface = method.Parent is InterfaceDeclarationSyntax;
        if (!modifiers.Any(SyntaxFacts.IsAccessibilityModifier))
        {
            modifiers = [isInInterface ? SyntaxKind.PublicKeyword : SyntaxKind.PrivateKeyword, .. modifiers];
        }

        bool isVirtual = isInInterface && !modifiers.Any(each => each is SyntaxKind.PrivateKeyword or
            SyntaxKind.StaticKeyword or SyntaxKind.SealedKeyword or SyntaxKind.VirtualKeyword);
        return isVirtual
            ? [.. modifiers, SyntaxKind.VirtualKeyword, SyntaxKind.PartialKeyword]
            : [.. modifiers, SyntaxKind.PartialKeyword];
    }

    /// <param name="method">With a body.</param>
    /// <param name="name">That it gets.</param>
    /// <param name="model">Of the document.</param>
    /// <param name="known">The method as it stands in the document.</param>
    private static MethodDeclarationSyntax Body(
        MethodDeclarationSyntax method, string name, SemanticModel model, MethodDeclarationSyntax known)
    {
        IEnumerable<SyntaxKind> modifiers = method.Modifiers.Select(each => each.Kind())
            .Where(each => each is SyntaxKind.StaticKeyword or SyntaxKind.ReadOnlyKeyword or
                SyntaxKind.UnsafeKeyword or SyntaxKind.AsyncKeyword);
        ParameterListSyntax parameters = known.ParameterList.ReplaceNodes(
            known.ParameterList.Parameters, (each, _) => BodyParameter(each, model));
        MethodDeclarationSyntax body = InheritedConstraints.Repeat(
            Modify(method, modifiers.Prepend(SyntaxKind.PrivateKeyword)), model.GetDeclaredSymbol(known)!);
        return body
            .WithModifiers(body.Modifiers.Replace(body.Modifiers[0], WithoutDirectives(body.Modifiers[0])))
            .WithAttributeLists(List(AttributePlaces.Keep(known.AttributeLists, AttributePlace.Body, model)
                .Select(list => list.WithLeadingTrivia(Directives.RemovedFrom(list.GetLeadingTrivia())))))
            .WithIdentifier(Identifier(name).WithTriviaFrom(method.Identifier))
            .WithParameterList(parameters.WithTrailingTrivia(body.ParameterList.GetTrailingTrivia()))
            .WithLeadingTrivia(Layout.EndOfLine(known), Layout.Indentation(known));
    }

    private static SyntaxToken WithoutDirectives(SyntaxToken token) =>
        token.WithLeadingTrivia(Directives.RemovedFrom(token.LeadingTrivia));

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
}
