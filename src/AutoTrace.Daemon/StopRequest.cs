using System.Runtime.InteropServices;

namespace AutoTrace.Daemon;

/// <summary>
/// Hears whoever asks the process to stop, from its creation on: SIGTERM and Ctrl-C, or SIGTERM and the end of standard
/// input, when a parent process holds that open and answers Ctrl-C itself.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;

    public StopRequest(bool exitWithStdin)
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            _requested.TrySetResult();
        });
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            if (!exitWithStdin)
            {
                _requested.TrySetResult();
            }
        });
        if (exitWithStdin)
        {
            // A thread: reading standard input blocks and cannot be cancelled.
            new Thread(ReadStandardInput) { IsBackground = true, Name = "autotrace stdin" }.Start();
        }
    }

    public Task Requested => _requested.Task;

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
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
