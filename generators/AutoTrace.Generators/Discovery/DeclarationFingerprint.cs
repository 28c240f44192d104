using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery;

/// <summary>
/// A text that two compilations share only if a file that is in both binds alike in both: a hash of what they declare
/// (<see cref="DeclarationHash"/>), of what they reference and of the compiler's options.
/// </summary>
internal static class DeclarationFingerprint
{
    private static readonly ConditionalWeakTable<Compilation, string> s_fingerprints = new();

    // Immutable, and the same object from one compilation to the next unless the project changes: a number tells it.
    private static readonly ConditionalWeakTable<object, string> s_numbers = new();
    private static long s_lastNumber;

    public static string Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (!s_fingerprints.TryGetValue(compilation, out string fingerprint))
        {
            fingerprint = s_fingerprints.GetValue(compilation, key => Compute(key, cancellationToken));
        }

        return fingerprint;
    }

    private static string Compute(Compilation compilation, CancellationToken cancellationToken)
    {
        // The assembly's name decides what it may see of others; no part holds a line break of its own.
        StringBuilder text = new();
        text.Append(compilation.AssemblyName).Append('\n').Append(NumberOf(compilation.Options));
        foreach (MetadataReference reference in compilation.References)
        {
            text.Append('\n').Append(reference is CompilationReference { Compilation: { Language: LanguageNames.CSharp } other }
                ? $"{Properties(reference.Properties)} {Of(other, cancellationToken)}"
                : NumberOf(reference));
        }

        // Its rules look into bodies.
        bool hasRules = !AssemblyRules.Of(compilation.Assembly).IsEmpty;

        // In order: overloads in a partial type are numbered in it.
        SyntaxTree[] trees = [.. compilation.SyntaxTrees];
        foreach (string declared in EachTree.Read(compilation, trees, Declared, cancellationToken))
        {
            text.Append('\n').Append(declared);
        }

        using SHA256 sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));

        string Declared(SyntaxTree tree)
        {
            string declared = $"{NumberOf(tree.Options)} {DeclarationHash.Of(tree, cancellationToken)}";
            return hasRules ? $"{declared} {TrivialBodies.Outline(tree, cancellationToken)}" : declared;
        }
    }

    private static string Properties(MetadataReferenceProperties properties) =>
        $"{properties.EmbedInteropTypes} {string.Join(",", properties.Aliases)}";

    private static string NumberOf(object immutable) => s_numbers.GetValue(
        immutable, _ => Interlocked.Increment(ref s_lastNumber).ToString(CultureInfo.InvariantCulture));
}
