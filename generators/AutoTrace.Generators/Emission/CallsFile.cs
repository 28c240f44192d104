using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Emission;

/// <summary>Writes the interceptors of one source file: thin, since they change whenever the file does.</summary>
internal static class CallsFile
{
    public static void Write(SourceProductionContext output, SourceFileSites file)
    {
        CodeWriter writer = new();
        string about = $"Calls of traced methods in {file.SourceName}.";
        FileHeader.Write(writer, about, file.Sites.Select(site => site.Wrapper.Method.Notices));
        WriteAttribute(writer);
        writer.Line();
        writer.Open("namespace AutoTrace.Generated");
        writer.Lines(GeneratedAttributes.OnClass);
        writer.Open("file static class Calls");
        HashSet<string> names = [];
        bool isFirst = true;
        foreach (IGrouping<Wrapper, CallSite> calls in file.Sites.GroupBy(site => site.Wrapper))
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            WriteInterceptor(writer, calls.Key, Unused(calls.Key.Name, names), calls);
        }

        writer.Close();
        writer.Close();
        output.AddSource(file.FileName, writer.ToSourceText());
    }

    /// <summary>
    /// The compiler looks for it by name; being conditional on a symbol that nobody defines, it leaves no metadata.
    /// </summary>
    private static void WriteAttribute(CodeWriter writer)
    {
        writer.Open("namespace System.Runtime.CompilerServices");
        writer.Line("[global::System.Diagnostics.Conditional(\"AUTOTRACE_NEVER\")]");
        writer.Line("[global::System.AttributeUsage(global::System.AttributeTargets.Method, AllowMultiple = true)]");
        writer.Open("file sealed class InterceptsLocationAttribute : global::System.Attribute");
        writer.Open("public InterceptsLocationAttribute(int version, string data)");
        writer.Close();
        writer.Close();
        writer.Close();
    }

    /// <summary>Static methods of two types may have the same name and parameters.</summary>
    private static string Unused(string name, HashSet<string> names)
    {
        string unused = name;
        for (int i = 2; !names.Add(unused); i++)
        {
            unused = $"{name}__{i}";
        }

        return unused;
    }

    private static void WriteInterceptor(
        CodeWriter writer, Wrapper wrapper, string name, IEnumerable<CallSite> calls)
    {
        MethodShape method = wrapper.Method;
        const string Attribute = "global::System.Runtime.CompilerServices.InterceptsLocation";
        writer.Lines(calls.Select(call => $"[{Attribute}({call.Version}, \"{call.Data}\")] // {call.Place}"));
        writer.Lines(GeneratedAttributes.For(method.Notices));
        string modifiers = method.Notices.IsUnsafe ? "internal static unsafe" : "internal static";
        string receiver = wrapper.Receiver is null && !wrapper.IsExtension ? "" : "this ";
        string result = method.Returns == ReturnKind.Reference ? "ref " : "";
        writer.Line(
            $"{modifiers} {method.ReturnType} {name}{Signatures.Declare(wrapper.AllTypeParameters)}" +
            $"({receiver}{Signatures.Declare(wrapper.Parameters)})" +
            $"{Signatures.Constraints(wrapper.AllTypeParameters)} =>");
        writer.Line(
            $"    {result}{wrapper.Group}.{wrapper.Name}{Signatures.Use(wrapper.AllTypeParameters)}" +
            $"({Signatures.Use(wrapper.Parameters)});");
    }
}
