using System.Reflection;
using AutoTrace.Diagnostics;
using AutoTrace.Export;
using AutoTrace.Platform;

namespace AutoTrace;

/// <summary>Makes the exporter that options and environment ask for.</summary>
internal static class ExporterChoice
{
    public static SegmentExporter Make(AutoTraceOptions options, EnvironmentSettings environment, RuntimeLog log)
    {
        if (options.Exporter is { } exporter)
        {
            return exporter;
        }

        DaemonAddress address = environment.DaemonAddress ?? FromOptions(options) ?? DaemonAddress.Default;
        switch (environment.Target ?? options.Export)
        {
            case ExportTarget.Tcp:
                return new BatchExporter(new DaemonTcpTransport(address.Tcp), options.Batches);
            case ExportTarget.XRay when TryMakeForXRay(options, log) is { } direct:
                return direct;
            default:
                return new UdpExporter(address.Udp, options.TimeProvider) { Tcp = address.Tcp };
        }
    }

    private static SegmentExporter? TryMakeForXRay(AutoTraceOptions options, RuntimeLog log)
    {
        try
        {
            if ((options.XRayExporter ?? OfThePackage) is { } make)
            {
                return make(options);
            }

            log.Warning(
                "Segments are to go to X-Ray itself (AUTOTRACE_EXPORT is xray, or Export is XRay), which needs the " +
                "package AutoTrace.Aws: dotnet add package AutoTrace.Aws. Until then they go to the daemon by UDP.");
        }
        catch (Exception failure)
        {
            // Called on the worker's thread, where it would end the process.
            log.Warning($"Segments cannot go to X-Ray itself and go to the daemon by UDP: {failure.Message}");
        }

        return null;
    }

    /// <summary>
    /// What AutoTrace.Aws offers, where the program references it: this assembly cannot. The trimmer and the AOT
    /// compiler read the names below and keep what they name.
    /// </summary>
    private static Func<AutoTraceOptions, SegmentExporter>? OfThePackage =>
        Type.GetType("AutoTrace.Aws.XRayExport, AutoTrace.Aws", throwOnError: false)?
            .GetMethod("CreateExporter", BindingFlags.Static | BindingFlags.Public)?
            .CreateDelegate<Func<AutoTraceOptions, SegmentExporter>>();

    private static DaemonAddress? FromOptions(AutoTraceOptions options) =>
        options.DaemonAddress is { } text && DaemonAddress.TryParse(text, out DaemonAddress? address) ? address : null;
}
