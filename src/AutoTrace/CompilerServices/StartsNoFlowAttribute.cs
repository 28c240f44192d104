using System.ComponentModel;

namespace AutoTrace.CompilerServices;

/// <summary>
/// Says of a traced method of the assembly that the generator has proven that its body starts no other flow. Wrappers
/// in other assemblies ask for it by <see cref="ProvenMethods"/>. Written by the generator alone.
/// </summary>
/// <param name="method">The method's documentation id.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class StartsNoFlowAttribute(string method) : Attribute
{
    /// <summary>The method's documentation id.</summary>
    public string Method => method;
}
