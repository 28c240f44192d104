using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Emission;

/// <summary>
/// Writes the attribute that tells the generators of other assemblies which names to look for, and the runtime that the
/// generator was there: in every assembly with a <c>[Traced]</c>, whether or not others may call what it traces.
/// </summary>
internal static class MarkerFile
{
    public static void Write(
        SourceProductionContext output, EquatableArray<string> names, EquatableArray<string> selected, bool hasAny)
    {
        if (!hasAny)
        {
            return;
        }

        CodeWriter writer = new();
        FileHeader.Write(writer, "AutoTrace compiled this assembly. The traced methods that others may call.");
        const string Attribute = "global::AutoTrace.CompilerServices.TracedAssembly";
        string list = string.Join(", ", names.Select(TypeText.Literal));
        string ids = string.Concat(selected.Select(id => $"    {TypeText.Literal(id)},\n"));
        writer.Line(selected.Count == 0
            ? $"[assembly: {Attribute}({list})]"
            : $"[assembly: {Attribute}({list}, {AssemblyMarker.Selected} = new string[]\n{{\n{ids}}})]");
        output.AddSource("TracedAssembly.g.cs", writer.ToSourceText());
    }
}
