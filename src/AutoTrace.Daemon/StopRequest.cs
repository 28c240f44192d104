using System.Runtime.InteropServices;

namespace AutoTrace.Daemon;

/// <summary>
/// Hears whoever asks the process to stop, from its creation on: SIGTERM, Ctrl-C and a closed terminal, or SIGTERM and
/// the end of standard input, when a parent process holds that open and answers the terminal itself.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _hangUp;

    public StopRequest(bool exitWithStdin)
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            _requested.TrySetResult();
        });
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, FromTheTerminal);
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, FromTheTerminal);
        if (exitWithStdin)
        {
            // A thread: reading standard input blocks and cannot be cancelled.
            new Thread(ReadStandardInput) { IsBackground = true, Name = "autotrace stdin" }.Start();
        }

        // Ctrl-C and a closed terminal reach a parent and its children alike: the parent says when it is time.
        void FromTheTerminal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (!exitWithStdin)
            {
                _requested.TrySetResult();
            }
        }
    }

    /// <summary>Done once somebody has asked.</summary>
    public Task Requested => _requested.Task;

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
        _hangUp.Dispose();
    }

    private void ReadStandardInput()
    {
        try
        {
            using Stream input = Console.OpenStandardInput();
            input.CopyTo(Stream.Null);
        }
        catch (IOException)
        {
            // As good as its end: nobody is left to close it.
        }

        _requested.TrySetResult();
    }
}
