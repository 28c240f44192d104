namespace AutoTrace.Generators.Model;

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
}
