using System.Diagnostics;
using System.Globalization;
using AutoTrace.Benchmarks;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Faults;

/// <summary>
/// X-Ray in a process of its own that fails half of the time: 15 seconds of one fault, 15 seconds without any, and so on
/// through all kinds of them.
/// </summary>
internal sealed class FailingXRay : IDisposable
{
    public const string Argument = "--failing-xray";

    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(15);

    private static readonly Fault[] s_faults =
    [
        Fault.Error(500, "InternalFailure", ""),
        new Fault(Resets: true),
        Fault.Error(429, "ThrottledException", "Rate exceeded"),
        new Fault(Hangs: true),
        new Fault("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Unproc"),
        Fault.Body("<html>Log in</html>"),
        Fault.Error(403, "ExpiredTokenException", "The security token included in the request is expired"),
    ];

    private readonly Process _process;

    private FailingXRay(Process process)
    {
        _process = process;
        Url = new Uri(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("X-Ray did not start."));
    }

    public Uri Url { get; }

    public static FailingXRay Start() => new(ChildProcess.Start(new Dictionary<string, string>(), Argument));

    /// <summary>Ends the faults.</summary>
    /// <returns>How many requests have failed so far.</returns>
    public long Mend() => Ask("mend");

    /// <returns>How many documents have been accepted so far.</returns>
    public long Accepted() => Ask("accepted");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>What the child process does, until its standard input ends.</summary>
    public static void Run()
    {
        long start = Stopwatch.GetTimestamp();
        long failed = 0;
        bool isMended = false;
        using FakeXRay xray = new()
        {
            Signature = FakeXRay.OwnSignature(),
            Keeps = false,
            Fault = _ =>
            {
                int turn = (int)(Stopwatch.GetElapsedTime(start) / s_turn);
                if (Volatile.Read(ref isMended) || turn % 2 != 0)
                {
                    return default;
                }

                Interlocked.Increment(ref failed);
                return s_faults[turn / 2 % s_faults.Length];
            },
        };
        Console.Out.WriteLine(xray.Url);
        Console.Out.Flush();
        while (Console.In.ReadLine() is { } question)
        {
            Volatile.Write(ref isMended, isMended || question == "mend");
            Console.Out.WriteLine((question == "mend" ? Interlocked.Read(ref failed) : xray.AcceptedDocuments)
                .ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
        }
    }

    private long Ask(string question)
    {
        _process.StandardInput.WriteLine(question);
        _process.StandardInput.Flush();
        return long.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }
}
