namespace AutoTrace.Generators.Model;

/// <summary>
/// A <c>partial</c> traced method or constructor whose implementing part is generated around the user's <c>Core</c>
/// method.
/// </summary>
/// <param name="FileName">Where it is written; unique.</param>
/// <param name="Type">That it is a member of.</param>
/// <param name="Modifiers">As on the user's part, which the other part has to repeat.</param>
/// <param name="Core">The name of the method with the body.</param>
/// <param name="Method">Its signature.</param>
/// <param name="IsExtension">Whether its first parameter is a <c>this</c>.</param>
/// <param name="Receiver">
/// What identifies the object: <c>this</c>, <c>null</c> in a struct, the <c>typeof</c> of the type in a static method.
/// </param>
/// <param name="Slots">Documentation ids of the traced members that it implements or overrides.</param>
/// <param name="Traits">The expression that tells what was proven of the body; empty for none.</param>
/// <param name="OwnAttributes">Those of the attributes on generated members that the user's part has already.</param>
internal sealed record TracedBody(
    string FileName,
    PartialType Type,
    string Modifiers,
    string Core,
    MethodShape Method,
    bool IsExtension,
    string Receiver,
    EquatableArray<string> Slots,
    string Traits,
    EquatableArray<string> OwnAttributes);
