using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoTrace.CodeFixes.Methods;

/// <summary>Writes <c>[Traced]</c> and <c>[NoTrace]</c>.</summary>
internal static class TracedAttribute
{
    /// <summary>Says what the declaration does not say by itself: that it is traced, and where its body is.</summary>
    /// <param name="declaration">To complete.</param>
    /// <param name="original">That it was made from.</param>
    /// <param name="method">The same.</param>
    /// <param name="body">The name of the method with the body.</param>
    public static MethodDeclarationSyntax Add(
        MethodDeclarationSyntax declaration, MethodDeclarationSyntax original, IMethodSymbol method, string body)
    {
        AttributeArgumentListSyntax? arguments = body == method.Name + TracedBodies.CoreSuffix
            ? null
            : ParseAttributeArgumentList($"(Body = nameof({body}))");
        if (method.Find(AttributeSymbols.Traced)?.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax own)
        {
            AttributeSyntax kept = declaration.AttributeLists.SelectMany(list => list.Attributes)
                .First(each => each.IsEquivalentTo(own));
            return arguments is null ? declaration : declaration.ReplaceNode(kept, With(kept, arguments));
        }

        // An attribute on what the method overrides means calls only.
        bool isSelected = method.ContainingType.Has(AttributeSymbols.Traced) && TracedMembers.IsSelectedByType(method);
        return isSelected && arguments is null
            ? declaration
            : Insert(declaration, original, Named("Traced").WithArgumentList(arguments));
    }

    /// <summary>Puts <c>[NoTrace]</c> in the place of <c>[Traced]</c>, or before all.</summary>
    public static MethodDeclarationSyntax Forbid(MethodDeclarationSyntax declaration, IMethodSymbol method) =>
        method.Find(AttributeSymbols.Traced)?.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax own
            ? declaration.ReplaceNode(own, Named("NoTrace").WithTriviaFrom(own))
            : Insert(declaration, declaration, Named("NoTrace"));

    private static AttributeSyntax With(AttributeSyntax attribute, AttributeArgumentListSyntax arguments) =>
        attribute.ArgumentList is { Arguments.Count: > 0 }
            ? attribute.AddArgumentListArguments(arguments.Arguments[0].WithLeadingTrivia(Space))
            : attribute.WithArgumentList(arguments);

    private static AttributeSyntax Named(string name) => Attribute(
        ParseName("global::AutoTrace." + name).WithAdditionalAnnotations(Simplifier.Annotation));

    private static MethodDeclarationSyntax Insert(
        MethodDeclarationSyntax declaration, MethodDeclarationSyntax original, AttributeSyntax attribute)
    {
        AttributeListSyntax list = AttributeList(SingletonSeparatedList(attribute))
            .WithTrailingTrivia(Layout.EndOfLine(original));
        MethodDeclarationSyntax indented = declaration.WithLeadingTrivia(Layout.Indentation(original));
        return indented.WithAttributeLists(indented.AttributeLists.Insert(0, list))
            .WithLeadingTrivia(declaration.GetLeadingTrivia());
    }
}
