using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Analysis;

/// <summary>Says what to do about a gap: <c>partial</c> only where C# allows it and it closes the gap.</summary>
internal static class Remedies
{
    private const string MakePartial = "make the method partial";

    /// <param name="gap">Of the use.</param>
    /// <param name="method">That is used; null if that is not known.</param>
    /// <param name="use">As the compiler bound it.</param>
    /// <param name="compilation">That it belongs to.</param>
    /// <returns>The end of the message.</returns>
    public static string OfUse(Gap gap, IMethodSymbol? method, IOperation? use, Compilation compilation)
    {
        string? partial = method is null ? null : Partial(method, compilation);
        return gap switch
        {
            Gap.MethodGroup => Either(partial, "use a lambda or a method that calls it"),
            Gap.Dynamic => Either(partial, "cast to its types"),
            Gap.OtherGenerator => Either(partial, "call it in a file of your own"),
            Gap.UnnameableType => Either(partial, "give it types that other files can name"),
            Gap.ImplicitCall => Either(partial, "call it yourself"),
            Gap.Inaccessible when method!.IsOverride => partial ?? "call what is internal",
            Gap.Inaccessible => Either(partial, "make it internal"),
            Gap.BaseCall when use is IInvocationOperation call && BaseCalls.CouldBeHelped(call, compilation) =>
                Either(partial, "make the calling type partial"),
            Gap.BaseCall => Either(partial, "call a method that is not virtual"),
            Gap.MaybeStructReceiver => Either(partial, "constrain the type parameter to class"),
            Gap.IdenticalFile => Either(partial, "make the files differ"),
            Gap.StaticAbstract => OfStaticSlot(method!, partial),
            Gap.ExpressionTree => partial is null ? "" : $", unless you {partial}",
            _ => "",
        };
    }

    /// <summary>What to do to a method itself, so that whoever calls it is traced.</summary>
    public static string OfDeclaration(IMethodSymbol method) =>
        PartialMembers.AreAllowed(method) ? MakePartial
        : PartialMembers.IsFileLocal(method.ContainingType) ? "move [Traced] and the body to a method of another type"
        : "move [Traced] and the body to a method that it calls";

    /// <summary>What to do where a member that is not traced may run the method.</summary>
    public static string OfSlot(IMethodSymbol slot, IMethodSymbol method)
    {
        string own = OfDeclaration(method);
        return TracedMembers.IsTraced(slot) ? own
            : own == MakePartial ? Either(own, "put [Traced] there too")
            : "put [Traced] there too";
    }

    /// <param name="member">A property or a constructor.</param>
    /// <param name="core">What it would be wrapped around.</param>
    public static string OfAccess(ISymbol member, string core) => PartialMembers.AreAllowed(member)
        ? $"make it partial, around {core}"
        : "move [Traced] to a method that it calls";

    private static string OfStaticSlot(IMethodSymbol slot, string? partial)
    {
        const string Self = "declare its interface as I<TSelf> where TSelf : I<TSelf>";
        return !TracedMembers.IsTraced(slot) ? Either(partial, "put [Traced] on it and " + Self)
            : Either("move [Traced] to implementations that are partial", Self);
    }

    /// <summary>Null where that is not possible, or uses of the method would still be reported.</summary>
    private static string? Partial(IMethodSymbol method, Compilation compilation)
    {
        if (TracedMembers.IsTraced(method))
        {
            return PartialMembers.AreAllowed(method) ? MakePartial : null;
        }

        IMethodSymbol[] bodies =
            [.. Implementers.Of(method, compilation).Select(each => each.Body).OfType<IMethodSymbol>()];
        return bodies.Length > 0 && bodies.All(PartialMembers.AreAllowed) ? "make its implementations partial" : null;
    }

    private static string Either(string? first, string second) => first is null ? second : $"{first}, or {second}";
}
