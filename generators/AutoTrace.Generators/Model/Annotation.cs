namespace AutoTrace.Generators.Model;

/// <summary>An argument that becomes an annotation.</summary>
/// <param name="Key">As a C# literal.</param>
/// <param name="Parameter">The parameter's name in the generated code.</param>
/// <param name="Conversion">Which overload takes it.</param>
/// <param name="IsNullable">Whether it is a <c>Nullable&lt;T&gt;</c>.</param>
internal sealed record Annotation(string Key, string Parameter, AnnotationConversion Conversion, bool IsNullable);
