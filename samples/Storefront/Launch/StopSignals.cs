using System.Runtime.InteropServices;

namespace Shop.Launch;

/// <summary>Does something else, as long as it is not disposed, when a signal would end the process.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    private StopSignals(Action action, params PosixSignal[] signals) =>
        _registrations = Array.ConvertAll(signals, signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            action();
        }));

    /// <summary>Ctrl-C and a closed terminal: they reach every process of the terminal, children included.</summary>
    public static StopSignals OnTerminal(Action action) =>
        new(action, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP);

    /// <summary>A request to end this one process.</summary>
    public static StopSignals OnTerminate(Action action) => new(action, PosixSignal.SIGTERM);

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());
}
