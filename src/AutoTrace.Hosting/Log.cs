using Microsoft.Extensions.Logging;

namespace AutoTrace.Hosting;

/// <summary>What the runtime says, as log lines.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1, EventName = "Said", Level = LogLevel.Information, Message = "{Message}")]
    public static partial void Information(ILogger logger, string message);

    [LoggerMessage(EventId = 2, EventName = "Warned", Level = LogLevel.Warning, Message = "{Message}")]
    public static partial void Warning(ILogger logger, string message);
}
