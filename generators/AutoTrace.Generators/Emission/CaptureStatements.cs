using AutoTrace.Generators.Model;

namespace AutoTrace.Generators.Emission;

/// <summary>
/// Writes the statements that record arguments, skipped as a whole where nothing is recorded.
/// </summary>
internal static class CaptureStatements
{
    public static void Write(CodeWriter writer, EquatableArray<CapturedArgument> arguments, string call, string condition)
    {
        if (arguments.Count == 0)
        {
            return;
        }

        writer.Open($"if ({call}.IsRecorded{condition})");
        foreach (CapturedArgument argument in arguments)
        {
            string value = argument.IsNullable ? $"{argument.Parameter}.GetValueOrDefault()" : argument.Parameter;
            string guard = argument.IsNullable ? $"if ({argument.Parameter}.HasValue) " : "";
            writer.Line($"{guard}{call}.{Statement(argument, value)};");
        }

        writer.Close();
        writer.Line();
    }

    private static string Statement(CapturedArgument argument, string value) => argument.Conversion switch
    {
        CaptureConversion.ToLong => $"Annotate({argument.Key}, (long){value})",
        CaptureConversion.ToUnsignedLong => $"Annotate({argument.Key}, (ulong){value})",
        CaptureConversion.ToDouble => $"Annotate({argument.Key}, (double){value})",
        CaptureConversion.ToMetadata => $"AddMetadata({argument.Key}, {value})",
        CaptureConversion.ToText => $"AnnotateFormattable({argument.Key}, {value})",
        _ => $"Annotate({argument.Key}, {value})",
    };
}
