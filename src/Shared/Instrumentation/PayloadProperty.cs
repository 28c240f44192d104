using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AutoTrace.Instrumentation;

/// <summary>A public property of an event's payload, whose type is private to the framework.</summary>
internal sealed class PayloadProperty<T>(string name)
    where T : class
{
    private PropertyInfo? _property;

    /// <returns>Null where the payload has no such property, or one of another type.</returns>
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2075",
        Justification = "The framework writes its events by methods that keep the public properties of the payload.")]
    public T? Read(object? payload)
    {
        PropertyInfo? property = _property;
        if (payload is not null && property?.DeclaringType != payload.GetType())
        {
            _property = property = payload.GetType().GetProperty(name);
        }

        return property?.GetValue(payload) as T;
    }
}
