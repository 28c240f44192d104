using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Emission;

/// <summary>Writes the implementing part of a partial method or constructor, around the user's <c>Core</c>.</summary>
internal static class BodyFile
{
    public static void Write(SourceProductionContext output, TracedBody body, Settings settings)
    {
        if (!settings.CanWrite)
        {
            return;
        }

        CodeWriter writer = new();
        bool isTraced = settings.Traces(body.Method.Options);
        string about = $"The body of {body.Method.Signature}, {Purpose(body, settings)}.";
        FileHeader.Write(writer, about, [body.Method.Notices]);
        if (isTraced)
        {
            string site = CallsiteField.Declare(
                "Body", body.Method.SubsegmentName, body.Traits, body.Method.Options, body.Slots);
            CallsiteField.WriteClass(writer, body.FileName, [site]);
        }

        writer.Open(body.Type);
        WriteMethod(writer, body, settings.IsEnabled, isTraced);
        writer.Close(body.Type);
        output.AddSource(body.FileName, writer.ToSourceText());
    }

    private static string Purpose(TracedBody body, Settings settings) =>
        !settings.IsEnabled ? "a forwarder: AutoTraceEnabled is false"
        : body.Method.Options.Level < settings.MinimumLevel
            ? $"a forwarder: {body.Method.Options.Level} is below AutoTraceMinimumLevel"
        : $"traced as {TypeText.Literal(body.Method.SubsegmentName)} around {body.Core}";

    private static void WriteMethod(CodeWriter writer, TracedBody body, bool isEnabled, bool isTraced)
    {
        MethodShape method = body.Method;
        if (isEnabled)
        {
            // Also where the level is too low: nor are callers in other assemblies to trace what this one leaves out.
            writer.Line("[global::AutoTrace.CompilerServices.TracedBody]");
        }

        writer.Lines(GeneratedAttributes.OnMethod(body.OwnAttributes));
        bool repeatsConstraints = !body.Modifiers.Split(' ').Contains("override");
        string constraints = repeatsConstraints ? Signatures.Constraints(method.TypeParameters) : "";
        string typeParameters = Signatures.Use(method.TypeParameters);
        string result = method.ReturnType.Length == 0 ? "" : $" {method.ReturnType}";
        writer.Open(
            $"{body.Modifiers}{result} {method.Name}{typeParameters}({Parameters(body)}){constraints}");
        string invocation = $"{body.Core}{typeParameters}({Signatures.Use(method.Parameters)})";
        string site = CallsiteField.Use(body.FileName, "Body");
        CallBody.Write(writer, method, isTraced ? Opening(body, site) : null, invocation, site);
        writer.Close();
    }

    private static Opening Opening(TracedBody body, string site) =>
        body.Slots.Count == 0 ? new(site) : new($"{site}, {body.Receiver}", "BeginBody");

    private static string Parameters(TracedBody body) =>
        (body.IsExtension ? "this " : "") + Signatures.DeclareAgain(body.Method.Parameters);
}
