namespace AutoTrace.Generators.Model;

/// <summary>
/// A <c>partial</c> traced property or indexer whose implementing part is generated around what the user calls
/// <c>Core</c>.
/// </summary>
/// <param name="FileName">Where it is written; unique.</param>
/// <param name="Type">That it is a member of.</param>
/// <param name="Modifiers">As on the user's part, which the other part has to repeat.</param>
/// <param name="Result">Its type, with <c>ref</c> where it returns one.</param>
/// <param name="Name">Its name, escaped where it is a keyword; <c>this</c> for an indexer.</param>
/// <param name="Parameters">Of an indexer; empty for a property.</param>
/// <param name="Signature">For the reader.</param>
/// <param name="Accessors">In their order.</param>
internal sealed record TracedProperty(
    string FileName,
    PartialType Type,
    string Modifiers,
    string Result,
    string Name,
    EquatableArray<Parameter> Parameters,
    string Signature,
    EquatableArray<TracedAccessor> Accessors);

/// <summary>An accessor of a traced property.</summary>
/// <param name="Header">As it begins: <c>private set</c>.</param>
/// <param name="IsGet">Whether it reads.</param>
/// <param name="Method">Its signature.</param>
/// <param name="Core">The name of the property or the method that it is wrapped around.</param>
/// <param name="IsTraced">False where it says <c>[NoTrace]</c>.</param>
/// <param name="OwnAttributes">Those of the attributes on generated members that the user's part has already.</param>
internal sealed record TracedAccessor(
    string Header,
    bool IsGet,
    MethodShape Method,
    string Core,
    bool IsTraced,
    EquatableArray<string> OwnAttributes);
