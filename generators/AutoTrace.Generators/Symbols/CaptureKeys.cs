using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Symbols;

/// <summary>The keys under which a value is recorded; the default value says not at all.</summary>
/// <param name="Annotation">As an annotation; null for none.</param>
/// <param name="Metadata">As metadata; null for none.</param>
internal readonly record struct CaptureKeys(string? Annotation, string? Metadata)
{
    /// <summary>What an attribute says itself, else the name of what it stands on.</summary>
    public static string Of(AttributeData attribute, string name) =>
        attribute.ConstructorArguments.FirstOrDefault().Value as string ?? name;

    /// <summary>These, or others where there are none.</summary>
    public CaptureKeys Or(CaptureKeys others) => this == default ? others : this;
}
