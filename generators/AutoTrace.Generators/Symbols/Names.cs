using AutoTrace.Generators.Model;

namespace AutoTrace.Generators.Symbols;

/// <summary>Finds names for what a wrapper declares besides the method's own parameters.</summary>
internal static class Names
{
    public static string Unused(string wanted, MethodShape method)
    {
        while (method.Parameters.Any(parameter => parameter.Name.TrimStart('@') == wanted) ||
            method.TypeParameters.Any(parameter => parameter.Name == wanted))
        {
            wanted += "_";
        }

        return wanted;
    }
}
