using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Emission;

/// <summary>
/// Writes what was proven of the traced methods in one source file: all that depends on what their bodies say.
/// </summary>
internal static class ProofsFile
{
    private const string Namespace = "global::AutoTrace.CompilerServices.";

    public static void Write(SourceProductionContext output, SourceFileProofs file)
    {
        CodeWriter writer = new();
        FileHeader.Write(writer, $"Whether the traced methods in {file.SourceName} start no other flow.");
        string[] asked = [.. file.Proofs.Where(proof => proof.StartsNoFlow).Select(proof => proof.Id).OfType<string>()];
        writer.Lines(asked.Select(id => $"[assembly: {Namespace}StartsNoFlow({TypeText.Literal(id)})]"));
        if (asked.Length > 0)
        {
            writer.Line();
        }

        writer.Open("namespace AutoTrace.Generated.Proofs");
        foreach (IGrouping<string, MethodProof> type in file.Proofs.GroupBy(proof => proof.Group))
        {
            writer.Open($"internal static partial class {type.Key}");
            foreach (MethodProof proof in type)
            {
                string traits = proof.StartsNoFlow ? "StartsNoFlow" : "None";
                writer.Line($"// {proof.Signature}");
                writer.Line(
                    $"internal const {Namespace}CallsiteTraits {proof.Name} = {Namespace}CallsiteTraits.{traits};");
            }

            writer.Close();
        }

        writer.Close();
        output.AddSource(file.FileName, writer.ToSourceText());
    }
}
