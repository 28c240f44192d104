using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>Turns a method's symbol into the text that its wrapper is printed from.</summary>
internal static class MethodShapes
{
    private static readonly SymbolDisplayFormat s_signature = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <param name="method">A definition, not a construction of it.</param>
    /// <param name="types">Knows the names of all type parameters.</param>
    public static MethodShape Of(IMethodSymbol method, TypeText types)
    {
        EquatableArray<Parameter> parameters = ParameterTexts.Of(method.Parameters, types);
        return new MethodShape(
            TypeText.Identifier(method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name),
            TracedOptions.SubsegmentName(method),
            TracedOptions.Of(method),
            Signature(method),
            TypeParameterTexts.Of(method.TypeParameters, types),
            parameters,
            ReturnType(method, types),
            Returns(method),
            CapturedArguments.Of(method, parameters),
            NoticesOf(method));
    }

    /// <summary>For the reader of the generated code.</summary>
    public static string Signature(ISymbol member) => member.ToDisplayString(s_signature);

    /// <summary>With a blank at the end; empty for none.</summary>
    public static string Reference(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.RefReadOnly => "ref readonly ",
        _ => "",
    };

    private static string ReturnType(IMethodSymbol method, TypeText types) =>
        method.MethodKind == MethodKind.Constructor ? "" : Reference(method.RefKind) + types.Of(method.ReturnType);

    private static ReturnKind Returns(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
        {
            return ReturnKind.Void;
        }

        if (method.RefKind != RefKind.None)
        {
            return ReturnKind.Reference;
        }

        if (Streams.IsStream(method))
        {
            return ReturnKind.Stream;
        }

        return IsTask(method.ReturnType, out _) ? ReturnKind.Task : ReturnKind.Value;
    }

    /// <summary>Whether the end of a call is that of the task which it returns.</summary>
    /// <param name="type">That a method returns.</param>
    /// <param name="result">What the task results in; null for one without a result.</param>
    public static bool IsTask(ITypeSymbol type, out ITypeSymbol? result)
    {
        result = null;
        if (type is not INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 or 1 } task ||
            task.ContainingNamespace.ToDisplayString() != "System.Threading.Tasks")
        {
            return false;
        }

        result = task.TypeArguments.FirstOrDefault();
        return true;
    }

    private static Notices NoticesOf(IMethodSymbol method)
    {
        HashSet<ISymbol> used = new(TypesOf.Signature(method), SymbolEqualityComparer.Default) { method };
        return new Notices(
            used.Any(symbol => symbol is IPointerTypeSymbol or IFunctionPointerTypeSymbol),
            used.Any(symbol => symbol.Has("System.ObsoleteAttribute")),
            AttributeText.Requirements(method).Concat(AttributeText.OnReturn(method)).ToEquatableArray(),
            ConditionalSymbols(method).ToEquatableArray());
    }

    private static IEnumerable<string> ConditionalSymbols(IMethodSymbol method) => method.GetAttributes()
        .Where(attribute => attribute.AttributeClass?.Is("System.Diagnostics.ConditionalAttribute") == true)
        .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
        .OfType<string>();
}
