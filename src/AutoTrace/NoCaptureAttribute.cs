namespace AutoTrace;

/// <summary>Keeps an argument out of the trace, whatever else would record it.</summary>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false, Inherited = true)]
public sealed class NoCaptureAttribute : Attribute;
