namespace AutoTrace.Generators.Model;

/// <summary>A parameter of a traced method.</summary>
/// <param name="Attributes">What compiler and trimmer have to know, with a blank at the end; empty for nothing.</param>
/// <param name="Modifiers"><c>ref</c>, <c>scoped in</c> and so on, with a blank at the end; empty for none.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
/// <param name="Argument">How a wrapper passes it on: <c>ref name</c>.</param>
/// <param name="IsParams">Whether the user's declaration says <c>params</c>.</param>
internal sealed record Parameter(
    string Attributes, string Modifiers, string Type, string Name, string Argument, bool IsParams)
{
    public string Declaration => Attributes + Modifiers + Type + " " + Name;
}
