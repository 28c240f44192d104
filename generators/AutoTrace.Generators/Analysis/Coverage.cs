using System.Collections.Immutable;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoTrace.Generators.Analysis;

/// <summary>How loudly gaps are reported: what <c>AutoTraceCoverage</c> and the project's references say.</summary>
/// <param name="Level">As the project sets it.</param>
/// <param name="IsTransitive">Whether the project has AutoTrace only because something that it references has.</param>
/// <param name="IsPackable">Whether projects that this build knows nothing of may call what it makes.</param>
internal sealed record Coverage(CoverageLevel Level, bool IsTransitive, bool IsPackable)
{
    /// <summary>The property of a diagnostic with the documentation id of its method, for code fixes.</summary>
    public const string MethodProperty = "Method";

    public static Coverage Read(AnalyzerConfigOptions options)
    {
        string? level = Property("AutoTraceCoverage");
        return new Coverage(
            level?.Trim().ToUpperInvariant() switch
            {
                "STRICT" => CoverageLevel.Strict,
                "RELAXED" => CoverageLevel.Relaxed,
                _ => CoverageLevel.Default,
            },
            IsTransitive: string.IsNullOrWhiteSpace(level) && IsTrue("AutoTraceIsTransitive"),
            IsPackable: IsTrue("IsPackable"));

        string? Property(string name) =>
            options.TryGetValue("build_property." + name, out string? value) ? value : null;

        bool IsTrue(string name) => string.Equals(Property(name), "true", StringComparison.OrdinalIgnoreCase);
    }

    public Diagnostic Report(
        DiagnosticDescriptor rule, Location place, IMethodSymbol? method, params object?[] arguments)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (method is not null && rule != Rules.Traced)
        {
            properties = properties.Add(MethodProperty, method.GetDocumentationCommentId());
        }

        return Diagnostic.Create(rule, place, SeverityOf(rule, method), null, properties, arguments);
    }

    /// <summary>
    /// Strict makes an error of every gap that is a warning. A method that only its type's attribute traces, nobody
    /// has asked for by name: its gaps are told, not warned of. Neither is what may run a method
    /// that is not traced: of a dynamic receiver, or of an untraced interface member.
    /// </summary>
    private DiagnosticSeverity SeverityOf(DiagnosticDescriptor rule, IMethodSymbol? method)
    {
        if (rule.Id.StartsWith("AT2", StringComparison.Ordinal))
        {
            return rule.DefaultSeverity;
        }

        if (IsTransitive)
        {
            return DiagnosticSeverity.Hidden;
        }

        // What is said of an accessor is said of a property with the attribute.
        if (method is null || !(method.AssociatedSymbol is IPropertySymbol || TracedMembers.IsTraced(method)))
        {
            return DiagnosticSeverity.Info;
        }

        if (rule.DefaultSeverity != DiagnosticSeverity.Warning)
        {
            return rule == Rules.VisibleOutside && Level == CoverageLevel.Strict
                ? DiagnosticSeverity.Warning
                : rule.DefaultSeverity;
        }

        return Level switch
        {
            CoverageLevel.Strict => DiagnosticSeverity.Error,
            CoverageLevel.Default when IsTracedByName(method) => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        };
    }

    /// <summary>Itself, or as an accessor.</summary>
    private static bool IsTracedByName(IMethodSymbol method) => TracedMembers.SelfAndInherited(method)
        .Any(declared => (declared.AssociatedSymbol ?? declared).Has(AttributeSymbols.Traced));
}

/// <summary>The values of the property <c>AutoTraceCoverage</c>.</summary>
internal enum CoverageLevel
{
    /// <summary>Gaps are information.</summary>
    Relaxed,

    /// <summary>Gaps are warnings.</summary>
    Default,

    /// <summary>Gaps are errors.</summary>
    Strict,
}
