using AutoTrace.Generators.Model;

namespace AutoTrace.Generators.Emission;

/// <summary>Writes the parts of calling types that make calls on <c>base</c>.</summary>
internal static class BaseCallParts
{
    public static void Write(CodeWriter writer, IEnumerable<Wrapper> wrappers)
    {
        foreach (Wrapper wrapper in wrappers)
        {
            if (wrapper.BaseCall is { } call)
            {
                writer.Line();
                writer.Open(call.Caller);
                Write(writer, wrapper.Method, call.Name);
                writer.Close(call.Caller);
            }
        }
    }

    private static void Write(CodeWriter writer, MethodShape method, string name)
    {
        writer.Lines(GeneratedAttributes.OnClass);
        writer.Lines(GeneratedAttributes.For(method.Notices));
        string modifiers = method.Notices.IsUnsafe ? "internal unsafe" : "internal";
        writer.Open(
            $"{modifiers} {method.ReturnType} {name}{Signatures.Declare(method.TypeParameters)}" +
            $"({Signatures.Declare(method.Parameters)}){Signatures.Constraints(method.TypeParameters)}");
        string arguments = Signatures.Use(method.Parameters);
        CallBody.Forward(writer, method, $"base.{method.Name}{Signatures.Use(method.TypeParameters)}({arguments})");
        writer.Close();
    }
}
