using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Symbols;

/// <summary>
/// Prints the attributes that a wrapper has to share with what it wraps, so that compiler and trimmer see no
/// difference.
/// </summary>
internal static class AttributeText
{
    private static readonly string[] s_requirements =
    [
        "System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute",
        "System.Diagnostics.CodeAnalysis.RequiresDynamicCodeAttribute",
        "System.Diagnostics.CodeAnalysis.RequiresAssemblyFilesAttribute",
    ];

    private static readonly string[] s_onParameters =
    [
        "System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembersAttribute",
        "System.Diagnostics.CodeAnalysis.UnscopedRefAttribute",
    ];

    /// <summary>Attributes by which the trimmer warns at a call.</summary>
    public static IEnumerable<string> Requirements(ISymbol symbol) => Print(symbol.GetAttributes(), s_requirements);

    /// <summary>Attributes of a parameter or a type parameter, with a blank at the end.</summary>
    public static string OnParameter(ISymbol parameter) =>
        string.Concat(Print(parameter.GetAttributes(), s_onParameters).Select(text => text + " "));

    /// <summary>Attributes of what the method returns.</summary>
    public static IEnumerable<string> OnReturn(IMethodSymbol method) =>
        Print(method.GetReturnTypeAttributes(), s_onParameters).Select(text => text.Insert(1, "return: "));

    private static IEnumerable<string> Print(IEnumerable<AttributeData> attributes, string[] names)
    {
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.AttributeClass is { } type && names.Any(type.Is))
            {
                string arguments = string.Join(", ", attribute.ConstructorArguments.Select(Constant)
                    .Concat(attribute.NamedArguments.Select(named => $"{named.Key} = {Constant(named.Value)}")));
                yield return $"[global::{type.ToDisplayString()}({arguments})]";
            }
        }
    }

    private static string Constant(TypedConstant constant) =>
        constant is { Kind: TypedConstantKind.Enum, Type: { } type }
            ? $"(global::{type.ToDisplayString()})({constant.Value})"
            : constant.ToCSharpString();
}
