using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using AutoTrace.Diagnostics;

namespace AutoTrace.CompilerServices;

/// <summary>
/// Which receivers of an interface member or virtual method run what body. Asked at each call of one that is not
/// traced, to find the traced bodies; of one that is, to find those from which no wrapped body may take the call.
/// Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Implementations
{
    private readonly string? _member;
    private readonly Callsite? _otherwise;
    private readonly Dictionary<Type, Callsite?> _known;

    // Weak: a table here must not keep the types of an unloaded plug-in.
    private readonly ConditionalWeakTable<Type, StrongBox<Callsite?>> _resolved = new();

    /// <summary>Lists the types that the generator knew, for a member that is not traced.</summary>
    /// <param name="member">What is called, for the reader: <c>Shop.IOrders.Get(int)</c>.</param>
    /// <param name="known">
    /// Types, generic ones as their definitions, each once; null where the body that runs is not to be traced by its
    /// callers. Stands for the subclasses too, up to those that are listed themselves.
    /// </param>
    public Implementations(string member, params (Type Type, Callsite? Callsite)[] known)
    {
        _member = member;
        _known = Index(known);
    }

    /// <summary>Lists the types on which calls of a traced member need a description of their own.</summary>
    /// <param name="otherwise">Describes all other calls.</param>
    /// <param name="known">As in the other constructor; null where <paramref name="otherwise"/> holds.</param>
    public Implementations(Callsite otherwise, params (Type Type, Callsite? Callsite)[] known)
    {
        _otherwise = otherwise;
        _known = Index(known);
    }

    /// <summary>
    /// Describes a call on <paramref name="receiver"/>; null if the member is not traced and runs no traced body.
    /// </summary>
    /// <remarks>
    /// The first call on a type that is not known and may run a traced body is a <see cref="CoverageGap"/>.
    /// </remarks>
    public Callsite? Of(object? receiver)
    {
        if (receiver is null)
        {
            return _otherwise;
        }

        Type type = receiver.GetType();
        return _resolved.TryGetValue(type, out StrongBox<Callsite?>? resolved)
            ? resolved.Value
            : _resolved.GetValue(type, key => new StrongBox<Callsite?>(Resolve(key))).Value;
    }

    /// <summary>
    /// A type that is looked up by its name may have been trimmed away: then there is no object of it.
    /// </summary>
    private static Dictionary<Type, Callsite?> Index((Type Type, Callsite? Callsite)[] known) => known
        .Where(entry => entry.Type is not null)
        .ToDictionary(entry => entry.Type, entry => entry.Callsite);

    private Callsite? Resolve(Type receiver)
    {
        for (Type? type = receiver; type is not null; type = type.BaseType)
        {
            if (_known.TryGetValue(type.IsGenericType ? type.GetGenericTypeDefinition() : type, out Callsite? callsite))
            {
                return callsite ?? _otherwise;
            }
        }

        if (_member is not null && Obstacle(receiver.Assembly) is { } obstacle)
        {
            CoverageGap gap = new(
                CoverageGapKind.UnknownReceiver,
                $"{_member} on {receiver}",
                $"'{_member}' was called on {receiver} and not traced: {obstacle}. Put [Traced] on '{_member}' itself, " +
                "or make the traced methods behind it partial.");
            CoverageGaps.Add(gap, CoverageGaps.Log);
        }

        return _otherwise;
    }

    /// <summary>
    /// What kept the generator from knowing a type that may run a traced body; null for what it could have known: of an
    /// assembly that it looked at, it lists every type that it can name.
    /// </summary>
    private string? Obstacle(Assembly assembly)
    {
        if (assembly.IsDynamic)
        {
            return "the type was made at run time, as proxies and mocks are";
        }

        return AssemblyMarker.IsOn(assembly) && !_known.Keys.Any(type => type.Assembly == assembly)
            ? $"the project that makes the call does not reference {assembly.GetName().Name}"
            : null;
    }
}
