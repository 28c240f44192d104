namespace AutoTrace.Generators.Model;

/// <summary>
/// Attributes of a method and its types by which the compiler or the trimmer warns whoever uses them.
/// </summary>
/// <param name="IsUnsafe">Whether the signature has pointers.</param>
/// <param name="IsObsolete">
/// Whether anything in the signature is obsolete: only obsolete members may use what is an error.
/// </param>
/// <param name="Requirements">
/// <c>[RequiresUnreferencedCode]</c> and its kin, printed: the trimmer then warns at the user's call, as without a
/// wrapper.
/// </param>
/// <param name="ConditionalSymbols">Symbols without which the compiler would leave out calls of the method.</param>
internal sealed record Notices(
    bool IsUnsafe,
    bool IsObsolete,
    EquatableArray<string> Requirements,
    EquatableArray<string> ConditionalSymbols);
