using AutoTrace.Export;

namespace AutoTrace.Aws;

/// <summary>
/// What the core looks for by this name where <c>AUTOTRACE_EXPORT=xray</c>, or <see cref="AutoTraceOptions.Export"/>,
/// chooses X-Ray and nobody has called <c>SendToXRay</c>.
/// </summary>
internal static class XRayExport
{
    public static SegmentExporter CreateExporter(AutoTraceOptions options) =>
        new BatchExporter(XRayTransport.Create(), options.Batches);
}
