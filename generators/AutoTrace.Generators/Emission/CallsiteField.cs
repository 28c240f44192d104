using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;

namespace AutoTrace.Generators.Emission;

/// <summary>Declares the static that describes a traced method to the runtime.</summary>
internal static class CallsiteField
{
    private const string Namespace = "global::AutoTrace.CompilerServices.";

    public static string Declare(string name, string subsegmentName, CallOptions options, IEnumerable<string> slots)
    {
        string arguments = string.Concat(slots.Select(slot => $", {TypeText.Literal(slot)}"));
        string traits = arguments.Length == 0 ? "" : $", {Namespace}CallsiteTraits.None{arguments}";
        string text = TypeText.Literal(subsegmentName);
        return $"internal static readonly {Namespace}Callsite {name} = new({text}u8{traits}){Initializer(options)};";
    }

    private static string Initializer(CallOptions options)
    {
        IEnumerable<string> set = new[]
        {
            options.Level == Level.Normal ? null : $"Level = global::AutoTrace.TracedLevel.{options.Level}",
            options.Namespace == Model.Namespace.Local
                ? null : $"Namespace = global::AutoTrace.SubsegmentNamespace.{options.Namespace}",
            options.MinimumMilliseconds <= 0 ? null : $"MinimumMilliseconds = {options.MinimumMilliseconds}",
            options.NewSegment ? "NewSegment = true" : null,
        }.OfType<string>();
        string list = string.Join(", ", set);
        return list.Length == 0 ? "" : $" {{ {list} }}";
    }
}
