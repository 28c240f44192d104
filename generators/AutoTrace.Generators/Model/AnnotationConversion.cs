namespace AutoTrace.Generators.Model;

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
