using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>
/// The members of .NET and of AutoTrace that start no flow and run no user code: the allow-list of the proof. What is
/// not here may do anything.
/// </summary>
/// <remarks>
/// Trusted is .NET itself; what a program puts in its place for the whole process, a culture of its own for example, is
/// not looked for.
/// </remarks>
internal static class FrameworkMembers
{
    // All of their members, with inert arguments: they work on values. Delegates, comparers and the like are not inert.
    private static readonly HashSet<string> s_pure = new(StringComparer.Ordinal)
    {
        "System.BitConverter", "System.Buffers.Binary.BinaryPrimitives", "System.Convert", "System.DateOnly",
        "System.DateTime", "System.DateTimeOffset", "System.Enum", "System.Guid", "System.Half", "System.HashCode",
        "System.Index", "System.Int128", "System.IO.Path", "System.Math", "System.MathF", "System.MemoryExtensions",
        "System.Numerics.BitOperations", "System.Range", "System.String", "System.Text.Rune",
        "System.Text.StringBuilder", "System.TimeOnly", "System.TimeSpan", "System.UInt128", "System.Version",
    };

    // These members, whatever they are given: they keep it or pass it on, and never look into it. Of their overloads,
    // those that take a delegate, an interface or a collection are left out by their parameters.
    private static readonly Dictionary<string, HashSet<string>> s_storage = new(StringComparer.Ordinal)
    {
        ["System.Object"] = Names(".ctor ReferenceEquals GetType"),
        ["System.Array"] = Names("Clear Copy Empty Fill GetLength Length LongLength Rank Resize Reverse"),
        ["System.ArgumentNullException"] = Names("ThrowIfNull"),
        ["System.ArgumentException"] = Names("ThrowIfNullOrEmpty ThrowIfNullOrWhiteSpace"),
        ["System.ObjectDisposedException"] = Names("ThrowIf"),
        ["System.Environment"] = Names("CurrentManagedThreadId NewLine ProcessorCount TickCount TickCount64"),
        ["System.GC"] = Names("KeepAlive SuppressFinalize"),
        ["System.Nullable`1"] = Names(".ctor GetValueOrDefault HasValue Value op_Implicit op_Explicit"),
        ["System.Span`1"] = Span(),
        ["System.ReadOnlySpan`1"] = Span(),
        ["System.Memory`1"] = Names("IsEmpty Length Slice Span ToArray op_Implicit"),
        ["System.ReadOnlyMemory`1"] = Names("IsEmpty Length Slice Span ToArray op_Implicit"),
        ["System.MemoryExtensions"] = Names("AsMemory AsSpan"),
        ["System.Collections.Generic.KeyValuePair`2"] = Names(".ctor Deconstruct Key Value"),
        ["System.Collections.Generic.List`1"] = Names(
            ".ctor Add Capacity Clear Count EnsureCapacity GetEnumerator GetRange Insert RemoveAt RemoveRange " +
            "Reverse ToArray TrimExcess this[]"),
        ["System.Collections.Generic.Queue`1"] = Names(
            ".ctor Clear Count Dequeue Enqueue EnsureCapacity GetEnumerator Peek ToArray TryDequeue TryPeek"),
        ["System.Collections.Generic.Stack`1"] = Names(
            ".ctor Clear Count EnsureCapacity GetEnumerator Peek Pop Push ToArray TryPeek TryPop"),
        ["System.Collections.Generic.Dictionary`2"] = Names("Count GetEnumerator Keys Values"),
        ["System.Collections.Generic.Dictionary`2+KeyCollection"] = Names("Count GetEnumerator"),
        ["System.Collections.Generic.Dictionary`2+ValueCollection"] = Names("Count GetEnumerator"),
        ["System.Collections.Generic.HashSet`1"] = Names("Count GetEnumerator"),
        ["System.Collections.Immutable.ImmutableArray`1"] = Names(
            "Empty GetEnumerator IsDefault IsEmpty Length this[]"),
        ["System.Diagnostics.Stopwatch"] = Names(
            ".ctor Elapsed ElapsedMilliseconds ElapsedTicks Frequency GetElapsedTime GetTimestamp IsRunning Reset " +
            "Restart Start StartNew Stop"),
        ["System.Threading.CancellationToken"] = Names(
            "CanBeCanceled IsCancellationRequested None ThrowIfCancellationRequested"),
        ["System.Threading.Interlocked"] = Names(
            "Add And CompareExchange Decrement Exchange Increment MemoryBarrier Or Read"),
        ["System.Threading.Tasks.Task"] = Names(
            "CompletedTask FromResult Id IsCanceled IsCompleted IsCompletedSuccessfully IsFaulted Status"),
        ["System.Threading.Tasks.ValueTask"] = Names(".ctor CompletedTask FromResult"),
        ["System.Threading.Tasks.ValueTask`1"] = Names(".ctor"),
        ["System.Threading.Volatile"] = Names("Read Write"),
    };

    private static readonly HashSet<string> s_traceSpan =
        Names("AddMetadata Annotate Header Id IsRecording MarkError MarkFault MarkThrottle SetHttpRequest " +
            "SetHttpResponse SetUser TraceId");

    /// <summary>A call of a method, a constructor, an accessor or an operator.</summary>
    /// <param name="member">That is called.</param>
    /// <param name="receiver">What it is called on; null if on nothing.</param>
    /// <param name="arguments">The values that are passed.</param>
    public static bool RunNoUserCode(ISymbol member, IOperation? receiver, IEnumerable<IOperation> arguments)
    {
        INamedTypeSymbol type = member.ContainingType;
        if (receiver is not null && IsOverridable(member, receiver.Type))
        {
            return false;
        }

        if (FrameworkTypes.NameOf(type) is not { } name)
        {
            return type.ContainingAssembly?.Name == "AutoTrace" && IsOfAutoTrace(type, member, arguments);
        }

        bool isPure = s_pure.Contains(name) || InertTypes.IsService(member) || InertTypes.Contains(type) ||
            (receiver is not null && InertTypes.Contains(receiver.Type));
        bool isStorage = s_storage.TryGetValue(name, out HashSet<string> names) && names.Contains(NameOf(member));
        return (isStorage && OnlyKeeps(member)) ||
            (isPure && TypeArguments(member).All(InertTypes.Contains) && arguments.All(InertTypes.IsInert)) ||
            (MakesException(member) && arguments.All(IsTextOrCause));

        static bool IsTextOrCause(IOperation argument) =>
            InertTypes.IsInert(argument) || (argument.Type is INamedTypeSymbol type && DerivesFromException(type));
    }

    private static bool IsOverridable(ISymbol member, ITypeSymbol? receiver) =>
        (member.IsVirtual || member.IsOverride || member.IsAbstract) &&
        receiver is not ({ IsSealed: true } or { IsValueType: true, TypeKind: not TypeKind.TypeParameter });

    /// <summary>
    /// Exceptions are made of texts, values and other exceptions, which they keep. One that opens them is left out.
    /// </summary>
    private static bool MakesException(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor } &&
        member.ContainingType.Name != "AggregateException" &&
        DerivesFromException(member.ContainingType);

    private static bool DerivesFromException(INamedTypeSymbol type)
    {
        INamedTypeSymbol? ancestor = type;
        while (ancestor is not null && FrameworkTypes.NameOf(ancestor) != "System.Exception")
        {
            ancestor = ancestor.BaseType;
        }

        return ancestor is not null;
    }

    private static ImmutableArray<ITypeSymbol> TypeArguments(ISymbol member) =>
        member is IMethodSymbol method ? method.TypeArguments : [];

    private static bool OnlyKeeps(ISymbol member) => Parameters(member.OriginalDefinition).All(parameter =>
        parameter.Type is ITypeParameterSymbol or IArrayTypeSymbol or { IsValueType: true } ||
        parameter.Type.SpecialType is
            SpecialType.System_Object or SpecialType.System_String or SpecialType.System_Array ||
        parameter.Type is INamedTypeSymbol { Name: "Task" });

    private static ImmutableArray<IParameterSymbol> Parameters(ISymbol member) => member switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol property => property.Parameters,
        _ => [],
    };

    /// <summary>What a body says about its own subsegment. Serialised objects run their getters.</summary>
    private static bool IsOfAutoTrace(INamedTypeSymbol type, ISymbol member, IEnumerable<IOperation> arguments) =>
        type.ContainingNamespace.ToDisplayString() == "AutoTrace" &&
        ((type.Name == "AutoTracer" && member.Name == "Current") ||
            (type.Name == "TraceSpan" && s_traceSpan.Contains(member.Name) && arguments.All(InertTypes.IsInert)) ||
            (type.Name is "TraceHeader" or "TraceId" or "SegmentId" && member.Name == "ToString"));

    private static string NameOf(ISymbol member) =>
        member is IPropertySymbol { IsIndexer: true } ? "this[]" : member.Name;

    private static HashSet<string> Span() =>
        Names(".ctor Clear CopyTo Empty Fill GetEnumerator IsEmpty Length Slice ToArray TryCopyTo op_Implicit this[]");

    private static HashSet<string> Names(string names) => new(names.Split(' '), StringComparer.Ordinal);
}
