using Microsoft.Extensions.Logging;

namespace AutoTrace.Hosting;

/// <summary>What the runtime says, as log lines.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Message}")]
    public static partial void Information(ILogger logger, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Message}")]
    public static partial void Warning(ILogger logger, string message);
}
