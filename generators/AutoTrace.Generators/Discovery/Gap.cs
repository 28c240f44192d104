namespace AutoTrace.Generators.Discovery;

/// <summary>Why a use of a traced method is not intercepted.</summary>
internal enum Gap
{
    /// <summary>It is.</summary>
    None,

    /// <summary>The method is not traced.</summary>
    NotTraced,

    /// <summary>The body is wrapped itself: the use is traced without our doing.</summary>
    BodyIsTraced,

    /// <summary>A method group: what becomes of the delegate or the function pointer is not known.</summary>
    MethodGroup,

    /// <summary>
    /// A call that the compiler makes by itself, for <c>foreach</c>, <c>using</c>, <c>await</c> and their kin.
    /// </summary>
    ImplicitCall,

    /// <summary>The call is bound at run time, for an argument or the receiver is <c>dynamic</c>.</summary>
    Dynamic,

    /// <summary>
    /// Not a call of an ordinary method: a local function, a delegate, a method with <c>__arglist</c>.
    /// </summary>
    NotOrdinary,

    /// <summary>
    /// <c>base.M()</c> of a virtual method in a type of which there can be no other part to call it.
    /// </summary>
    BaseCall,

    /// <summary>Part of an expression tree, which is data: whoever reads it would find the interceptor in it.</summary>
    ExpressionTree,

    /// <summary>
    /// The receiver's type is a parameter that may be a struct: it would be boxed and its changes lost.
    /// </summary>
    MaybeStructReceiver,

    /// <summary>A static abstract member, called through a type parameter that an interceptor cannot name.</summary>
    StaticAbstract,

    /// <summary>
    /// The signature has a type that generated code cannot name: private, protected, file-local or under an alias.
    /// </summary>
    UnnameableType,

    /// <summary>The method is not public, and the target framework has no accessor for it.</summary>
    Inaccessible,

    /// <summary>Another file of the project has the same text, and the compiler tells locations apart by it.</summary>
    IdenticalFile,

    /// <summary>The output of another generator, which ours does not see.</summary>
    OtherGenerator,
}
