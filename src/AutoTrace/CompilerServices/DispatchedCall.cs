namespace AutoTrace.CompilerServices;

/// <summary>
/// A call through an interface or a virtual member that its caller has traced, on its way to the body: a body that is
/// wrapped itself takes it and opens no second subsegment.
/// </summary>
/// <remarks>
/// One per thread, alive from the wrapper's call to the first instruction of the body. The receiver's identity keeps it
/// from being taken by another object that the body calls in turn, a decorated one for example.
/// </remarks>
internal static class DispatchedCall
{
    [ThreadStatic]
    private static string? t_slot;

    [ThreadStatic]
    private static object? t_receiver;

    public static void Announce(string slot, object? receiver)
    {
        t_slot = slot;
        t_receiver = receiver;
    }

    public static void Withdraw()
    {
        t_slot = null;
        t_receiver = null;
    }

    /// <param name="callsite">Of the body.</param>
    /// <param name="receiver">
    /// The body's <c>this</c>; the type of a static body, and of a struct's, which has no identity; null in a struct of
    /// code that was compiled before structs named themselves.
    /// </param>
    public static bool TryTake(Callsite callsite, object? receiver)
    {
        if (t_slot is not { } slot || !callsite.Implements(slot) || !IsReceiver(receiver))
        {
            return false;
        }

        Withdraw();
        return true;
    }

    /// <summary>A static call on a type may run what its base type has; a struct was boxed for its caller.</summary>
    private static bool IsReceiver(object? receiver) => receiver == t_receiver || receiver switch
    {
        null => t_receiver is ValueType,
        Type body => t_receiver is Type called ? called.IsSubclassOf(body) : t_receiver?.GetType() == body,
        _ => false,
    };
}
