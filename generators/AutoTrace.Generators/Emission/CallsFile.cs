using System.Collections.Immutable;
using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Emission;

/// <summary>
/// Writes the interceptors: thin, since they change whenever a file with calls does. All in one file, for the attribute
/// has to be declared in each, and the compiler goes through all declarations of its name at every use.
/// </summary>
internal static class CallsFile
{
    public static void Write(SourceProductionContext output, ImmutableArray<SourceFileSites> files)
    {
        if (files.IsEmpty)
        {
            return;
        }

        IGrouping<Wrapper, CallSite>[] methods =
        [
            .. files.SelectMany(file => file.Sites).GroupBy(site => site.Wrapper)
                .OrderBy(calls => calls.Key.Group, StringComparer.Ordinal)
                .ThenBy(calls => calls.Key.Name, StringComparer.Ordinal),
        ];
        CodeWriter writer = new();
        FileHeader.Write(writer, "Calls of traced methods.", methods.Select(calls => calls.Key.Method.Notices));
        WriteAttribute(writer);
        writer.Line();
        writer.Open("namespace AutoTrace.Generated");
        writer.Lines(GeneratedAttributes.OnClass);
        writer.Open("file static class Calls");
        HashSet<string> names = [];
        foreach (IGrouping<Wrapper, CallSite> calls in methods)
        {
            if (names.Count > 0)
            {
                writer.Line();
            }

            WriteInterceptor(writer, calls.Key, Unused(calls.Key.Name, names), calls);
        }

        writer.Close();
        writer.Close();
        output.AddSource("Calls.g.cs", writer.ToSourceText());
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
