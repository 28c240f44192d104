using System.Text.RegularExpressions;
using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Proofs;

/// <summary>Reads from the generated files what was proven.</summary>
internal static partial class ProvenMethods
{
    /// <summary>
    /// The names of the traced methods whose bodies are proven to start no flow; those of the others are false.
    /// </summary>
    public static IReadOnlyDictionary<string, bool> In(params string[] files) =>
        In(Generation.Of(TestCompilation.Create("Program", isLibrary: true, files)));

    public static IReadOnlyDictionary<string, bool> In(Generation generation) => generation.Files
        .Where(file => file.Key.StartsWith("Proofs.", StringComparison.Ordinal))
        .SelectMany(file => Constant().Matches(file.Value))
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["traits"].Value == "StartsNoFlow");

    [GeneratedRegex(@"const \S+ (?<name>\w+) = \S+CallsiteTraits\.(?<traits>\w+);")]
    private static partial Regex Constant();
}
