using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.Projects;

/// <summary>
/// Attributes by which compiler and trimmer warn: generated code causes no warning, and hides none from the user.
/// </summary>
public sealed class NoticesTests
{
    [Fact]
    public async Task GeneratedCodeMayUseWhatUsersAreWarnedOf()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using System.Diagnostics.CodeAnalysis;

            #pragma warning disable CS0612, CS0618, MY001, MY002
            P.Old(null); P.Hidden(); P.Try(null);
            await P.Wrapped(null);

            [Obsolete("type")] public class OldType;
            [Experimental("MY002")] public class NewType;

            static partial class P
            {
                [Traced, Obsolete("old")] public static void Old(OldType? x) => Log.Line("old");
                [Obsolete] public static void Hidden() { Gone(); Private(); }
                [Traced, Obsolete("gone", error: true)] public static void Gone() => Log.Line("gone");
                [Traced, Obsolete("gone", error: true)] private static void Private() => Log.Line("private");
                [Traced, Experimental("MY001")] public static void Try(NewType? x) => Log.Line("try");
                [Traced, Obsolete("old"), Experimental("MY001")] public static partial Task Wrapped(NewType? x);
                private static async Task WrappedCore(NewType? x) { await Task.Yield(); Log.Line("wrapped"); }
            }
            """);

        Assert.Equal("old\ngone\nprivate\ntry\nwrapped", program.Output);
        Assert.Equal(["P.Old", "P.Gone", "P.Private", "P.Try", "P.Wrapped"], program.Subsegments);
    }

    [Fact]
    public void TrimmerSeesAtTheWrapperWhatItWouldSeeAtTheMethod()
    {
        Generation generation = Generation.Of(TestCompilation.Create("P", isLibrary: true, """
            using System.Diagnostics.CodeAnalysis;

            static class P
            {
                [Traced, RequiresUnreferencedCode("uses \"reflection\"", Url = "http://x"), RequiresDynamicCode("emits"), RequiresAssemblyFiles("reads")]
                [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)]
                public static Type M<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] T>(
                    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type type) => type;

                [RequiresUnreferencedCode("x"), RequiresDynamicCode("x"), RequiresAssemblyFiles("x")]
                public static void Run() => M<string>(typeof(string));
            }
            """));
        generation.Emit();

        IMethodSymbol interceptor = Interceptor(generation, "M");
        string[] attributes = [.. interceptor.GetAttributes().Select(attribute => attribute.ToString()!)];
        Assert.Contains(
            "System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute(" +
            "\"uses \\\"reflection\\\"\", Url = \"http://x\")",
            attributes);
        Assert.Contains("System.Diagnostics.CodeAnalysis.RequiresDynamicCodeAttribute(\"emits\")", attributes);
        Assert.Contains("System.Diagnostics.CodeAnalysis.RequiresAssemblyFilesAttribute(\"reads\")", attributes);
        Assert.Equal(-1, interceptor.GetReturnTypeAttributes().Single().ConstructorArguments[0].Value);
        Assert.Equal(8, interceptor.TypeParameters[0].GetAttributes().Single().ConstructorArguments[0].Value);
        Assert.Equal(32, interceptor.Parameters[0].GetAttributes().Single().ConstructorArguments[0].Value);
    }

    [Fact]
    public void InterceptionLeavesNothingInMetadata()
    {
        Generation generation = Generation.Of(TestCompilation.Create(
            "P", isLibrary: true, "public class C { [Traced] public void M() { } public void N() => M(); }"));

        byte[] assembly = generation.Emit();

        Assert.Single(generation.Intercepted);
        string text = System.Text.Encoding.Latin1.GetString(assembly);
        string calls = generation.Files.Single(file => file.Key.StartsWith("Calls.", StringComparison.Ordinal)).Value;
        string data = calls.Split("InterceptsLocation(1, \"")[1].Split('"')[0];
        Assert.DoesNotContain(data, text, StringComparison.Ordinal);
    }

    private static IMethodSymbol Interceptor(Generation generation, string name)
    {
        SyntaxTree tree = generation.Compilation.SyntaxTrees.First();
        InvocationExpressionSyntax call = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Single(invocation => invocation.ToString().StartsWith(name, StringComparison.Ordinal));
        return generation.Compilation.GetSemanticModel(tree).GetInterceptorMethod(call)!;
    }
}
