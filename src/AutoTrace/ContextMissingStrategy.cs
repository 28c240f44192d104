namespace AutoTrace;

/// <summary>
/// What to do about a traced call outside any segment, as the environment variable <c>AWS_XRAY_CONTEXT_MISSING</c>
/// says. AutoTrace never throws, so <c>RUNTIME_ERROR</c> is taken as <see cref="LogError"/>.
/// </summary>
public enum ContextMissingStrategy
{
    /// <summary><c>LOG_ERROR</c>: count it and warn once.</summary>
    LogError = 0,

    /// <summary><c>IGNORE_ERROR</c>: count it.</summary>
    IgnoreError = 1,
}
