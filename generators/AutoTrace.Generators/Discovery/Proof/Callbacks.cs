using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>
/// Knows the methods of .NET that call a lambda before they return, or let others do that who read their result. The
/// lambda is part of the body that passes it.
/// </summary>
internal static class Callbacks
{
    private static readonly HashSet<string> s_ofCollections = new(StringComparer.Ordinal)
    {
        "ConvertAll", "Exists", "Find", "FindAll", "FindIndex", "FindLast", "FindLastIndex", "ForEach", "TrueForAll",
    };

    // None of them compares or hashes elements.
    private static readonly HashSet<string> s_ofSequences = new(StringComparer.Ordinal)
    {
        "All", "Any", "Append", "Average", "Count", "ElementAt", "ElementAtOrDefault", "First", "FirstOrDefault",
        "Last", "LastOrDefault", "LongCount", "Prepend", "Reverse", "Select", "Single", "SingleOrDefault", "Skip",
        "SkipWhile", "Sum", "Take", "TakeWhile", "ToArray", "ToList", "Where",
    };

    /// <summary>Whether the call runs no other code of the user's than the lambdas that stand in it.</summary>
    public static bool RunsLambdasAlone(IInvocationOperation call) =>
        call.Arguments.All(argument => !IsDelegate(argument.Parameter?.Type) || IsLambda(argument.Value)) &&
        FrameworkTypes.NameOf(call.TargetMethod.ContainingType) switch
        {
            "System.Array" or "System.Collections.Generic.List`1" => s_ofCollections.Contains(call.TargetMethod.Name),
            "System.Linq.Enumerable" =>
                s_ofSequences.Contains(call.TargetMethod.Name) && IsKnownSequence(call.Arguments[0].Value),
            _ => false,
        };

    /// <summary>Whether the lambda is passed to a method that is known to do no more than to call it.</summary>
    public static bool IsPassed(IOperation lambda)
    {
        IOperation? parent = lambda.Parent;
        while (parent is IConversionOperation or IDelegateCreationOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parent: IInvocationOperation call } && RunsLambdasAlone(call);
    }

    /// <summary>
    /// An array, which cannot enumerate in a way of its own as a type derived from List can, or what one of these
    /// methods made.
    /// </summary>
    private static bool IsKnownSequence(IOperation source) => InertTypes.Unconverted(source) is var known &&
        (known.Type is IArrayTypeSymbol ||
            (known is IInvocationOperation { TargetMethod.ContainingType: var type } &&
                FrameworkTypes.NameOf(type) == "System.Linq.Enumerable"));

    private static bool IsLambda(IOperation value) =>
        InertTypes.Unconverted(value) is IDelegateCreationOperation
        {
            Target: IAnonymousFunctionOperation { Symbol.IsAsync: false },
        };

    private static bool IsDelegate(ITypeSymbol? type) => type is not null && type.TypeKind == TypeKind.Delegate;
}
