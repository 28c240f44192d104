using System.CommandLine;
using AutoTrace.Daemon;

return await DaemonCommand.Create(DaemonProcess.RunAsync).Parse(args).InvokeAsync(
    new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
