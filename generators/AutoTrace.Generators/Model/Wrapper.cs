namespace AutoTrace.Generators.Model;

/// <summary>A traced method that is wrapped at its call sites. One wrapper serves all of them.</summary>
/// <param name="Group">The class that the wrapper lies in: one for each type with traced methods.</param>
/// <param name="TypeName">That type's name, for the reader.</param>
/// <param name="Name">The wrapper's name in its class.</param>
/// <param name="Method">The method's signature.</param>
/// <param name="TypeTypeParameters">Those of the types around the method, outermost first.</param>
/// <param name="Receiver">The receiver's parameter; null for a static method.</param>
/// <param name="IsExtension">Whether the method is itself a classic extension method.</param>
/// <param name="Target">What the call is written on: the receiver or the type, with the dot.</param>
/// <param name="Accessor">How a method is reached that the wrapper may not name; null for one that it may.</param>
/// <param name="Slot">The method's documentation id where the body that runs may be another's; null for none.</param>
/// <param name="Implementations">
/// Of a method that is not traced itself: the receivers that tell whether the body is. Empty for one that is.
/// </param>
/// <param name="Detours">
/// Of a method that is traced itself: the receivers on which a body runs that is not wrapped and may call one that is.
/// </param>
/// <param name="BaseCall">Who makes a call that is written on <c>base</c>; null for any other.</param>
/// <param name="Traits">The expression that tells what was proven of the method's body; empty for none.</param>
internal sealed record Wrapper(
    string Group,
    string TypeName,
    string Name,
    MethodShape Method,
    EquatableArray<TypeParameter> TypeTypeParameters,
    Parameter? Receiver,
    bool IsExtension,
    string Target,
    Accessor? Accessor,
    string? Slot,
    EquatableArray<Implementation> Implementations,
    EquatableArray<Implementation> Detours,
    BaseCall? BaseCall = null,
    string Traits = "")
{
    /// <summary>Without what is below the level; null if nothing is left to trace.</summary>
    public Wrapper? AtLeast(Level level)
    {
        if (Implementations.Count == 0)
        {
            return Method.Options.Level >= level ? this : null;
        }

        Implementation[] kept =
        [
            .. Implementations.Select(each =>
                each.Options?.Level < level ? Implementation.Untraced(each.Type) : each),
        ];
        return kept.All(each => each.Body is null) ? null : this with { Implementations = kept.ToEquatableArray() };
    }

    /// <summary>The type parameters of an interceptor: those of the types, then the method's own.</summary>
    public EquatableArray<TypeParameter> AllTypeParameters =>
        TypeTypeParameters.Concat(Method.TypeParameters).ToEquatableArray();

    /// <summary>The parameters of an interceptor: the receiver, then the method's own.</summary>
    public IEnumerable<Parameter> Parameters =>
        Receiver is null ? Method.Parameters : Method.Parameters.Prepend(Receiver);
}

/// <summary>An <c>UnsafeAccessor</c> for a private or protected method.</summary>
/// <param name="MethodName">The name in metadata, as a C# literal.</param>
/// <param name="IsStatic">Whether the method is static.</param>
/// <param name="FirstParameter">The parameter that names the type, and is the receiver of an instance method.</param>
/// <param name="FirstArgument">What is passed for it.</param>
internal sealed record Accessor(string MethodName, bool IsStatic, string FirstParameter, string FirstArgument);

/// <summary>A method in a part of the calling type that makes a call on <c>base</c>.</summary>
/// <param name="Caller">The calling type.</param>
/// <param name="Name">The method's name.</param>
internal sealed record BaseCall(PartialType Caller, string Name);
