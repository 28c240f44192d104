namespace AutoTrace;

/// <summary>
/// Keeps an argument, or with <c>[return: NoCapture]</c> what is returned, out of the trace, whatever else would record
/// it.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue, AllowMultiple = false, Inherited = true)]
public sealed class NoCaptureAttribute : Attribute;
