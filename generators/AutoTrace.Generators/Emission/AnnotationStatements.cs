using AutoTrace.Generators.Model;

namespace AutoTrace.Generators.Emission;

/// <summary>
/// Writes the statements that turn arguments into annotations, skipped as a whole where nothing is recorded.
/// </summary>
internal static class AnnotationStatements
{
    public static void Write(CodeWriter writer, EquatableArray<Annotation> annotations, string call, string condition)
    {
        if (annotations.Count == 0)
        {
            return;
        }

        writer.Open($"if ({call}.IsRecorded{condition})");
        foreach (Annotation annotation in annotations)
        {
            string value = annotation.IsNullable ? $"{annotation.Parameter}.GetValueOrDefault()" : annotation.Parameter;
            string guard = annotation.IsNullable ? $"if ({annotation.Parameter}.HasValue) " : "";
            writer.Line($"{guard}{call}.{Statement(annotation, value)};");
        }

        writer.Close();
        writer.Line();
    }

    private static string Statement(Annotation annotation, string value) => annotation.Conversion switch
    {
        AnnotationConversion.ToLong => $"Annotate({annotation.Key}, (long){value})",
        AnnotationConversion.ToUnsignedLong => $"Annotate({annotation.Key}, (ulong){value})",
        AnnotationConversion.ToDouble => $"Annotate({annotation.Key}, (double){value})",
        AnnotationConversion.ToText => $"AnnotateFormattable({annotation.Key}, {value})",
        _ => $"Annotate({annotation.Key}, {value})",
    };
}
