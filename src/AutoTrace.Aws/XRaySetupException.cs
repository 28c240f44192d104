namespace AutoTrace.Aws;

/// <summary>A setting is missing or makes no sense, so that nothing can be sent. The message has the remedy.</summary>
internal sealed class XRaySetupException(string message, Exception? cause = null) : Exception(message, cause);
