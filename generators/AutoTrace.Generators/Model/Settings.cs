namespace AutoTrace.Generators.Model;

/// <summary>What the project says, as far as generated code depends on it.</summary>
/// <param name="IsEnabled">
/// False where the project turned tracing off: partial methods become forwarders, no call is touched.
/// </param>
/// <param name="CanWrite">Whether the language version has what generated code is written in.</param>
/// <param name="CanIntercept">Whether the compiler was told to accept our interceptors.</param>
/// <param name="MinimumLevel">Methods below it are not wrapped.</param>
/// <param name="ProjectDirectory">With a separator at its end; empty if unknown.</param>
internal sealed record Settings(
    bool IsEnabled, bool CanWrite, bool CanIntercept, Level MinimumLevel, string ProjectDirectory)
{
    /// <summary>Whether a method with these options is wrapped.</summary>
    public bool Traces(CallOptions options) => IsEnabled && options.Level >= MinimumLevel;
}
