using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.CodeFixes.Delegates;

/// <summary>Writes the lambdas that may stand in for a method group.</summary>
internal static class LambdaTexts
{
    /// <summary>The shortest first: overloads and inference decide which of them means the same.</summary>
    public static IEnumerable<string> Of(MethodGroup group)
    {
        IMethodSymbol invoke = group.Invoke;
        string[] names = Names(group);
        string[] types = [.. invoke.Parameters.Select(each => TypeOf(each.Type, group))];
        string[] arguments = [.. invoke.Parameters.Select((each, i) => Passed(each.RefKind) + names[i])];
        string reference = invoke.ReturnsByRef || invoke.ReturnsByRefReadonly ? "ref " : "";
        string untyped = names.Length == 1 ? names[0] : $"({string.Join(", ", names)})";
        string typed = string.Join(", ", invoke.Parameters.Select((each, i) =>
            $"{Declared(each.RefKind)}{types[i]} {names[i]}"));
        foreach (string target in Targets(group))
        {
            string call = $"{reference}{target}({string.Join(", ", arguments)})";
            if (invoke.Parameters.All(each => each.RefKind == RefKind.None))
            {
                yield return $"{untyped} => {call}";
            }

            yield return $"({typed}) => {call}";
        }
    }

    /// <summary>Also with the type arguments that the delegate told; the call's arguments may not.</summary>
    private static IEnumerable<string> Targets(MethodGroup group)
    {
        string target = group.Syntax.WithoutTrivia().ToString();
        yield return target;
        SimpleNameSyntax name = group.Syntax is MemberAccessExpressionSyntax access
            ? access.Name
            : (SimpleNameSyntax)group.Syntax;
        if (name is IdentifierNameSyntax && group.Reference.Method.TypeArguments is { Length: > 0 } types)
        {
            yield return $"{target}<{string.Join(", ", types.Select(type => TypeOf(type, group)))}>";
        }
    }

    /// <summary>The method's own, as readers know them, if no variable there has that name.</summary>
    private static string[] Names(MethodGroup group)
    {
        IEnumerable<string> variables = group.Model.LookupSymbols(group.Syntax.SpanStart)
            .Where(symbol => symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol)
            .Select(symbol => symbol.Name);
        HashSet<string> taken = new(
            group.Syntax.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText)
                .Concat(variables),
            StringComparer.Ordinal);
        IMethodSymbol method = group.Reference.Method;

        // The receiver of an extension method is none of the delegate's parameters.
        int receivers = method.Parameters.Length - group.Invoke.Parameters.Length;
        return [.. group.Invoke.Parameters.Select((_, i) => Free(method.Parameters[i + receivers].Name))];

        string Free(string wanted)
        {
            string name = wanted;
            for (int i = 2; !taken.Add(name); i++)
            {
                name = wanted + i;
            }

            return TypeText.Identifier(name);
        }
    }

    private static string TypeOf(ITypeSymbol type, MethodGroup group) =>
        type.ToMinimalDisplayString(group.Model, group.Syntax.SpanStart);

    private static string Declared(RefKind kind) => kind switch
    {
        RefKind.In => "in ",
        RefKind.RefReadOnlyParameter => "ref readonly ",
        _ => Passed(kind),
    };

    private static string Passed(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.RefReadOnlyParameter => "in ",
        _ => "",
    };
}
