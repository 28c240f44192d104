using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Emission;

/// <summary>Writes the attribute that tells the generators of other assemblies which names to look for.</summary>
internal static class MarkerFile
{
    public static void Write(SourceProductionContext output, EquatableArray<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        CodeWriter writer = new();
        FileHeader.Write(writer, "The names of the traced methods that other assemblies may call.");
        string list = string.Join(", ", names.Select(TypeText.Literal));
        writer.Line($"[assembly: global::AutoTrace.CompilerServices.TracedAssembly({list})]");
        output.AddSource("TracedAssembly.g.cs", writer.ToSourceText());
    }
}
