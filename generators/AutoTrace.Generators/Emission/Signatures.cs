using AutoTrace.Generators.Model;

namespace AutoTrace.Generators.Emission;

/// <summary>Prints the parts of member declarations.</summary>
internal static class Signatures
{
    /// <summary><c>&lt;T, U&gt;</c> with attributes, for a declaration; empty for none.</summary>
    public static string Declare(IEnumerable<TypeParameter> parameters) =>
        InBrackets(parameters.Select(parameter => parameter.Attributes + parameter.Name));

    /// <summary><c>&lt;T, U&gt;</c>, for a use; empty for none.</summary>
    public static string Use(IEnumerable<TypeParameter> parameters) =>
        InBrackets(parameters.Select(parameter => parameter.Name));

    /// <summary>The <c>where</c> clauses, each with a blank before it.</summary>
    public static string Constraints(IEnumerable<TypeParameter> parameters) =>
        string.Concat(parameters.Select(parameter => parameter.Constraints)
            .Where(constraints => constraints.Length > 0).Select(constraints => " " + constraints));

    public static string Declare(IEnumerable<Parameter> parameters) =>
        string.Join(", ", parameters.Select(parameter => parameter.Declaration));

    /// <summary>
    /// In the other part of a partial member: attributes stay on the user's part, which they merge with.
    /// </summary>
    public static string DeclareAgain(IEnumerable<Parameter> parameters) =>
        string.Join(", ", parameters.Select(parameter =>
            (parameter.IsParams ? "params " : parameter.Modifiers) + parameter.Type + " " + parameter.Name));

    public static string Use(IEnumerable<Parameter> parameters) =>
        string.Join(", ", parameters.Select(parameter => parameter.Argument));

    private static string InBrackets(IEnumerable<string> items)
    {
        string list = string.Join(", ", items);
        return list.Length == 0 ? "" : $"<{list}>";
    }
}
