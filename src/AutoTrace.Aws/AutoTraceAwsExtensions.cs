using AutoTrace;
using AutoTrace.Aws;
using AutoTrace.Export;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Traces straight to AWS X-Ray.</summary>
public static class AutoTraceAwsExtensions
{
    /// <summary>
    /// Sends segments to X-Ray itself, signed, with no daemon. Credentials, region and endpoint are those that the AWS
    /// SDK finds: environment, profile, the role of the task, pod, function or instance; <c>AWS_ENDPOINT_URL_XRAY</c>,
    /// <c>AWS_USE_FIPS_ENDPOINT</c> and <c>AWS_USE_DUALSTACK_ENDPOINT</c> are honoured.
    /// </summary>
    /// <param name="options">The options that <c>AddAutoTrace</c> or <c>AutoTraceRuntime.Start</c> hands over.</param>
    /// <param name="batches">
    /// How batches are cut and what is held meanwhile; null for what <see cref="AutoTraceOptions.Batches"/> says.
    /// </param>
    /// <returns><paramref name="options"/>, to go on.</returns>
    /// <remarks>
    /// Needs the IAM action <c>xray:PutTraceSegments</c>, and <c>xray:PutTelemetryRecords</c> for X-Ray to be told
    /// every minute how sending goes. Never throws and never waits for AWS: what is missing is looked for with the
    /// first batch, again with every later one, and told in a log line that has the remedy.
    /// </remarks>
    /// <example><c>builder.Services.AddAutoTrace(o => o.SendToXRay());</c></example>
    public static AutoTraceOptions SendToXRay(this AutoTraceOptions options, BatchOptions? batches = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Export = ExportTarget.XRay;
        options.XRayExporter = own => new BatchExporter(XRayTransport.Create(), batches ?? own.Batches);
        return options;
    }
}
