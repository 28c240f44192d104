namespace AutoTrace.Generators.Model;

/// <summary>An argument that becomes an annotation.</summary>
/// <param name="Key">As a C# literal.</param>
/// <param name="Parameter">The parameter's name in the generated code.</param>
/// <param name="Conversion">Which overload takes it.</param>
/// <param name="IsNullable">Whether it is a <c>Nullable&lt;T&gt;</c>.</param>
internal sealed record Annotation(string Key, string Parameter, AnnotationConversion Conversion, bool IsNullable);

/// <summary>What an argument is turned into in order to become an annotation.</summary>
internal enum AnnotationConversion
{
    /// <summary>A string or a bool, as it is.</summary>
    None,

    /// <summary>An integer.</summary>
    ToLong,

    /// <summary>An integer that may be greater than the greatest long.</summary>
    ToUnsignedLong,

    /// <summary>A number with a fraction.</summary>
    ToDouble,

    /// <summary>Its invariant text.</summary>
    ToText,
}
