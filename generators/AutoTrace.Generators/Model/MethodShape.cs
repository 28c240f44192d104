namespace AutoTrace.Generators.Model;

/// <summary>
/// What the wrapper of a traced method needs to know, whichever side it wraps. All of it is C# text, ready to print.
/// </summary>
/// <param name="Name">The method's name, escaped where it is a keyword.</param>
/// <param name="SubsegmentName">What its calls are called in the trace.</param>
/// <param name="Options">What else the runtime has to know of them.</param>
/// <param name="Signature">For the reader of the generated code.</param>
/// <param name="TypeParameters">The method's own, without those of its types.</param>
/// <param name="Parameters">In order; an instance method's receiver is none of them.</param>
/// <param name="ReturnType">With <c>ref</c>, where it returns one; empty for a constructor.</param>
/// <param name="Returns">How the end of the call is found.</param>
/// <param name="Arguments">Those that are recorded.</param>
/// <param name="Notices">What its users have to be warned of, which the generated code must not be.</param>
internal sealed record MethodShape(
    string Name,
    string SubsegmentName,
    CallOptions Options,
    string Signature,
    EquatableArray<TypeParameter> TypeParameters,
    EquatableArray<Parameter> Parameters,
    string ReturnType,
    ReturnKind Returns,
    EquatableArray<CapturedArgument> Arguments,
    Notices Notices);

/// <summary>How the end of a call is found.</summary>
internal enum ReturnKind
{
    /// <summary>The method returns nothing and ends when it returns.</summary>
    Void,

    /// <summary>The method returns a value and ends when it returns.</summary>
    Value,

    /// <summary>As <see cref="Value"/>, by reference.</summary>
    Reference,

    /// <summary>The call ends with the Task or ValueTask, generic or not, that the method returns.</summary>
    Task,

    /// <summary>The call lasts while the iterator or async stream that the method returns is enumerated.</summary>
    Stream,
}
