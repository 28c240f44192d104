namespace AutoTrace.Generators.Model;

/// <summary>An argument that is recorded.</summary>
/// <param name="Key">As a C# literal.</param>
/// <param name="Parameter">The parameter's name in the generated code.</param>
/// <param name="Conversion">Which method takes it.</param>
/// <param name="IsNullable">Whether it is a <c>Nullable&lt;T&gt;</c>.</param>
internal sealed record CapturedArgument(string Key, string Parameter, CaptureConversion Conversion, bool IsNullable);

/// <summary>What an argument is turned into in order to be recorded.</summary>
internal enum CaptureConversion
{
    /// <summary>An annotation: a string or a bool, as it is.</summary>
    None,

    /// <summary>An annotation: an integer.</summary>
    ToLong,

    /// <summary>An annotation: an integer that may be greater than the greatest long.</summary>
    ToUnsignedLong,

    /// <summary>An annotation: a number with a fraction.</summary>
    ToDouble,

    /// <summary>An annotation: its invariant text.</summary>
    ToText,

    /// <summary>Metadata, which takes all of these as they are.</summary>
    ToMetadata,
}
