using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;

namespace AutoTrace.Generators.Emission;

/// <summary>Declares the static that describes a traced method to the runtime.</summary>
internal static class CallsiteField
{
    private const string Namespace = "global::AutoTrace.CompilerServices.";

    public static string Declare(string name, string subsegmentName, IEnumerable<string> slots)
    {
        string arguments = string.Concat(slots.Select(slot => $", {TypeText.Literal(slot)}"));
        string traits = arguments.Length == 0 ? "" : $", {Namespace}CallsiteTraits.None{arguments}";
        string text = TypeText.Literal(subsegmentName);
        return $"internal static readonly {Namespace}Callsite {name} = new({text}u8{traits});";
    }
}
