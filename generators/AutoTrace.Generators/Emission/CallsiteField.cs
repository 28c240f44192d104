using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;

namespace AutoTrace.Generators.Emission;

/// <summary>Declares the static that describes a traced method to the runtime.</summary>
internal static class CallsiteField
{
    private const string Namespace = "global::AutoTrace.CompilerServices.";

    /// <summary>Writes a class of the file's own with such statics in it.</summary>
    public static void WriteClass(CodeWriter writer, string fileName, IEnumerable<string> fields)
    {
        writer.Open("namespace AutoTrace.Generated");
        writer.Open($"file static class {ClassOf(fileName)}");
        writer.Lines(fields);
        writer.Close();
        writer.Close();
        writer.Line();
    }

    /// <summary>Names one of them.</summary>
    public static string Use(string fileName, string name) => $"global::AutoTrace.Generated.{ClassOf(fileName)}.{name}";

    /// <param name="name">Of the field.</param>
    /// <param name="subsegmentName">What the method's calls are called in the trace.</param>
    /// <param name="traits">The expression that tells what was proven of the body; empty for none.</param>
    /// <param name="options">What its attributes say beside the name.</param>
    /// <param name="slots">Documentation ids of traced members that take part.</param>
    public static string Declare(
        string name, string subsegmentName, string traits, CallOptions options, IEnumerable<string> slots)
    {
        string arguments = string.Concat(slots.Select(slot => $", {TypeText.Literal(slot)}"));
        if (traits.Length == 0 && arguments.Length > 0)
        {
            traits = $"{Namespace}CallsiteTraits.None";
        }

        string text = TypeText.Literal(subsegmentName);
        string separator = traits.Length == 0 ? "" : ", ";
        return $"internal static readonly {Namespace}Callsite {name} = " +
            $"new({text}u8{separator}{traits}{arguments}){Initializer(options)};";
    }

    /// <summary>
    /// Unique, though no other file sees it: the compiler goes through all types of a name to find those of a file.
    /// </summary>
    private static string ClassOf(string fileName) => FileNames.Identifier("Callsites", fileName);

    private static string Initializer(CallOptions options)
    {
        IEnumerable<string> set = new[]
        {
            options.Level == Level.Normal ? null : $"Level = global::AutoTrace.TracedLevel.{options.Level}",
            options.Namespace == Model.Namespace.Local
                ? null : $"Namespace = global::AutoTrace.SubsegmentNamespace.{options.Namespace}",
            options.MinimumMilliseconds <= 0 ? null : $"MinimumMilliseconds = {options.MinimumMilliseconds}",
            options.NewSegment ? "NewSegment = true" : null,
            options.ResultAnnotation is { } key ? $"ResultAnnotation = {TypeText.Literal(key)}" : null,
            options.ResultMetadata is { } name ? $"ResultMetadata = {TypeText.Literal(name)}" : null,
        }.OfType<string>();
        string list = string.Join(", ", set);
        return list.Length == 0 ? "" : $" {{ {list} }}";
    }
}
