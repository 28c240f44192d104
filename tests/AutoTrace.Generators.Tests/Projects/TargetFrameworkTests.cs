using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators.Tests.Projects;

/// <summary>What each target framework lets wrappers reach.</summary>
public sealed class TargetFrameworkTests
{
    private const string CoreLibrary = "System.Private.CoreLib";

    private const string Source = """
        C.Run();

        class C
        {
            [Traced] private void Plain(List<int> x) { }
            [Traced] private void Generic<T>() { }
            [Traced] public void Public<T>() { }
            public static void Run() { C c = new(); c.Plain([]); c.Generic<int>(); c.Public<int>(); E.Run(); G<int>.Run(); S.Run(); default(R).Run(); }
        }

        static class E { extension(int x) { [Traced] private int InBlock() => x; } public static void Run() => 1.InBlock(); }
        class G<T> { [Traced] private static void InGeneric() { } public static void Run() => InGeneric(); }
        static class S { [Traced] private static void InStatic() { } public static void Run() => InStatic(); }
        static class S<T> { [Traced] private static void InGenericStatic() { } public static void Run() => InGenericStatic(); }
        readonly ref struct R { [Traced] private void InRefStruct() { } public void Run() => InRefStruct(); }
        interface I { [Traced] private void InInterface() { } void Run() => InInterface(); }
        """;

    private static readonly string[] s_calls =
    [
        "c.Plain([])", "c.Generic<int>()", "c.Public<int>()", "1.InBlock()", "InGeneric()", "InStatic()", "InGenericStatic()",
        "InRefStruct()", "InInterface()",
    ];

    [Theory]
    [InlineData(7, "c.Public<int>()")]
    [InlineData(8, "c.Plain([])", "c.Public<int>()")]
    [InlineData(9, "c.Plain([])", "c.Generic<int>()", "c.Public<int>()", "InGeneric()", "InRefStruct()")]
    [InlineData(10,
        "c.Plain([])",
        "c.Generic<int>()",
        "c.Public<int>()",
        "1.InBlock()",
        "InGeneric()",
        "InStatic()",
        "InRefStruct()")]
    public async Task PrivateMethodsAreReachedAsFarAsTheFrameworkAllowsAndElseReported(
        ushort version, params string[] intercepted)
    {
        CSharpCompilation compilation = TestCompilation.Create("P", isLibrary: false, Source);
        IEnumerable<MetadataReference> references = compilation.References.OfType<PortableExecutableReference>()
            .Where(reference => Path.GetFileNameWithoutExtension(reference.FilePath) is
                CoreLibrary or "System.Runtime" or "System.Collections" or "System.Linq" or "System.Threading" or "AutoTrace")
            .Select(reference => WithVersion(reference, version));

        Generation generation = Generation.Of(compilation.WithReferences(references));

        Assert.Equal(intercepted, generation.Intercepted);
        IEnumerable<string> reported = (await Reports.OfAsync(generation.Compilation))
            .Where(report => report.Id == "AT1014").Select(report => report.Location.SourceTree!.GetRoot()
                .FindNode(report.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>()!.ToString());
        Assert.Equal(s_calls.Except(intercepted), reported);
        generation.Emit();
    }

    /// <summary>
    /// As if the library were built on another version of the core library, which is what tells target frameworks
    /// apart.
    /// </summary>
    private static PortableExecutableReference WithVersion(PortableExecutableReference reference, ushort version)
    {
        byte[] image = File.ReadAllBytes(reference.FilePath!);
        using PEReader pe = new(new MemoryStream(image));
        MetadataReader reader = pe.GetMetadataReader();
        int start = pe.PEHeaders.MetadataStartOffset;
        if (reader.GetString(reader.GetAssemblyDefinition().Name) == CoreLibrary)
        {
            const int HashAlgorithm = sizeof(uint);
            Patch(start + reader.GetTableMetadataOffset(TableIndex.Assembly) + HashAlgorithm);
        }

        foreach (AssemblyReferenceHandle handle in reader.AssemblyReferences)
        {
            if (reader.GetString(reader.GetAssemblyReference(handle).Name) == CoreLibrary)
            {
                int row = MetadataTokens.GetRowNumber(handle) - 1;
                int table = start + reader.GetTableMetadataOffset(TableIndex.AssemblyRef);
                Patch(table + (row * reader.GetTableRowSize(TableIndex.AssemblyRef)));
            }
        }

        return MetadataReference.CreateFromImage(image);

        void Patch(int offset) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(offset), version);
    }
}
