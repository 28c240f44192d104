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
    public static void Write(SourceProductionContext output, EquatableArray<string> names, bool hasAny)
    {
        if (!hasAny)
        {
            return;
        }

        CodeWriter writer = new();
        FileHeader.Write(writer, "AutoTrace compiled this assembly. The traced methods that others may call.");
        string list = string.Join(", ", names.Select(TypeText.Literal));
        writer.Line($"[assembly: global::AutoTrace.CompilerServices.TracedAssembly({list})]");
        output.AddSource("TracedAssembly.g.cs", writer.ToSourceText());
    }
}
