using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoTrace.CompilerServices;

/// <summary>
/// Which receivers of an untraced interface member or virtual method run a traced body: asked at each call of it. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Implementations
{
    private readonly Dictionary<Type, Callsite?> _known;

    // Weak: a table here must not keep the types of an unloaded plug-in.
    private readonly ConditionalWeakTable<Type, StrongBox<Callsite?>> _resolved = new();

    /// <summary>Lists the types that the generator knew.</summary>
    /// <param name="known">
    /// Types, generic ones as their definitions, each once; null where the body that runs is not to be traced by its callers.
    /// Stands for the subclasses too, up to those that are listed themselves.
    /// </param>
    public Implementations(params (Type Type, Callsite? Callsite)[] known) =>
        _known = known.ToDictionary(entry => entry.Type, entry => entry.Callsite);

    /// <summary>Describes the traced body that a call on <paramref name="receiver"/> runs; null if there is none.</summary>
    public Callsite? Of(object? receiver)
    {
        if (receiver is null)
        {
            return null;
        }

        Type type = receiver.GetType();
        return _resolved.TryGetValue(type, out StrongBox<Callsite?>? resolved)
            ? resolved.Value
            : _resolved.GetValue(type, key => new StrongBox<Callsite?>(Resolve(key))).Value;
    }

    private Callsite? Resolve(Type receiver)
    {
        for (Type? type = receiver; type is not null; type = type.BaseType)
        {
            if (_known.TryGetValue(type.IsGenericType ? type.GetGenericTypeDefinition() : type, out Callsite? callsite))
            {
                return callsite;
            }
        }

        return null;
    }
}
