using AutoTrace.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Discovery;

/// <summary>Reads the project's properties and the compiler's switches.</summary>
internal static class SettingsReader
{
    public const string InterceptorNamespace = "AutoTrace.Generated";

    public static Settings Read(AnalyzerConfigOptions options, ParseOptions parseOptions)
    {
        options.TryGetValue("build_property.AutoTraceEnabled", out string? enabled);
        options.TryGetValue("build_property.AutoTraceMinimumLevel", out string? level);
        options.TryGetValue("build_property.ProjectDir", out string? directory);
        return new Settings(
            !string.Equals(enabled, "false", StringComparison.OrdinalIgnoreCase),
            parseOptions is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp11 },
            MayIntercept(parseOptions),
            MinimumLevel(level),
            directory ?? "");
    }

    private static Level MinimumLevel(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "NORMAL" => Level.Normal,
        "ESSENTIAL" => Level.Essential,
        _ => Level.Verbose,
    };

    private static bool MayIntercept(ParseOptions options) =>
        options.Features.TryGetValue("InterceptorsNamespaces", out string? namespaces) &&
        namespaces.Split(';').Any(listed => listed.Trim() is { Length: > 0 } name &&
            (InterceptorNamespace + ".").StartsWith(name + ".", StringComparison.Ordinal));
}
