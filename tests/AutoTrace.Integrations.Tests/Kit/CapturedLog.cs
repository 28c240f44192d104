using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AutoTrace.Integrations.Tests;

/// <summary>A log that keeps its lines with the values of the scopes around them.</summary>
internal sealed class CapturedLog : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<Line> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    public sealed record Line(
        string Category, LogLevel Level, string Message, IReadOnlyDictionary<string, string?> Scope);

    private sealed class Logger(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            Dictionary<string, string?> scope = [];
            log._scopes.ForEachScope(
                (value, values) =>
                {
                    foreach ((string key, object? text) in value as IEnumerable<KeyValuePair<string, object?>> ?? [])
                    {
                        values[key] = text?.ToString();
                    }
                },
                scope);
            log.Lines.Enqueue(new Line(category, logLevel, formatter(state, exception), scope));
        }
    }
}
