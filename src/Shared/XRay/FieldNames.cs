namespace AutoTrace.XRay;

/// <summary>
/// The keys of a segment document, once, as UTF-8: the writer in the library and the reader in the daemon share them.
/// Source: AWS's segment schema 1.0.0 and the developer guide's "AWS X-Ray segment documents".
/// </summary>
internal static class FieldNames
{
    // Every segment and subsegment.
    public static ReadOnlySpan<byte> Id => "id"u8;
    public static ReadOnlySpan<byte> TraceId => "trace_id"u8;
    public static ReadOnlySpan<byte> ParentId => "parent_id"u8;
    public static ReadOnlySpan<byte> Name => "name"u8;
    public static ReadOnlySpan<byte> Type => "type"u8;
    public static ReadOnlySpan<byte> Subsegment => "subsegment"u8;
    public static ReadOnlySpan<byte> StartTime => "start_time"u8;
    public static ReadOnlySpan<byte> EndTime => "end_time"u8;
    public static ReadOnlySpan<byte> InProgress => "in_progress"u8;
    public static ReadOnlySpan<byte> Inferred => "inferred"u8;
    public static ReadOnlySpan<byte> Fault => "fault"u8;
    public static ReadOnlySpan<byte> Error => "error"u8;
    public static ReadOnlySpan<byte> Throttle => "throttle"u8;
    public static ReadOnlySpan<byte> Namespace => "namespace"u8;
    public static ReadOnlySpan<byte> Origin => "origin"u8;
    public static ReadOnlySpan<byte> ResourceArn => "resource_arn"u8;
    public static ReadOnlySpan<byte> User => "user"u8;
    public static ReadOnlySpan<byte> PrecursorIds => "precursor_ids"u8;
    public static ReadOnlySpan<byte> Annotations => "annotations"u8;
    public static ReadOnlySpan<byte> Metadata => "metadata"u8;
    public static ReadOnlySpan<byte> Subsegments => "subsegments"u8;
    public static ReadOnlySpan<byte> Links => "links"u8;

    // service
    public static ReadOnlySpan<byte> Service => "service"u8;
    public static ReadOnlySpan<byte> Version => "version"u8;
    public static ReadOnlySpan<byte> Runtime => "runtime"u8;
    public static ReadOnlySpan<byte> RuntimeVersion => "runtime_version"u8;

    // http
    public static ReadOnlySpan<byte> Http => "http"u8;
    public static ReadOnlySpan<byte> Request => "request"u8;
    public static ReadOnlySpan<byte> Response => "response"u8;
    public static ReadOnlySpan<byte> Method => "method"u8;
    public static ReadOnlySpan<byte> Url => "url"u8;
    public static ReadOnlySpan<byte> UserAgent => "user_agent"u8;
    public static ReadOnlySpan<byte> ClientIp => "client_ip"u8;
    public static ReadOnlySpan<byte> XForwardedFor => "x_forwarded_for"u8;
    public static ReadOnlySpan<byte> Traced => "traced"u8;
    public static ReadOnlySpan<byte> Status => "status"u8;
    public static ReadOnlySpan<byte> ContentLength => "content_length"u8;

    // cause
    public static ReadOnlySpan<byte> Cause => "cause"u8;
    public static ReadOnlySpan<byte> WorkingDirectory => "working_directory"u8;
    public static ReadOnlySpan<byte> Exceptions => "exceptions"u8;
    public static ReadOnlySpan<byte> Message => "message"u8;
    public static ReadOnlySpan<byte> Remote => "remote"u8;
    public static ReadOnlySpan<byte> Truncated => "truncated"u8;
    public static ReadOnlySpan<byte> Skipped => "skipped"u8;
    public static ReadOnlySpan<byte> Stack => "stack"u8;
    public static ReadOnlySpan<byte> Path => "path"u8;
    public static ReadOnlySpan<byte> Line => "line"u8;
    public static ReadOnlySpan<byte> Label => "label"u8;

    // aws, sql
    public static ReadOnlySpan<byte> Aws => "aws"u8;
    public static ReadOnlySpan<byte> XRay => "xray"u8;
    public static ReadOnlySpan<byte> Sdk => "sdk"u8;
    public static ReadOnlySpan<byte> SdkVersion => "sdk_version"u8;
    public static ReadOnlySpan<byte> SamplingRuleName => "sampling_rule_name"u8;
    public static ReadOnlySpan<byte> TableName => "table_name"u8;
    public static ReadOnlySpan<byte> ResourceNames => "resource_names"u8;
    public static ReadOnlySpan<byte> Sql => "sql"u8;
    public static ReadOnlySpan<byte> SanitizedQuery => "sanitized_query"u8;
    public static ReadOnlySpan<byte> ConnectionString => "connection_string"u8;
    public static ReadOnlySpan<byte> DatabaseType => "database_type"u8;
    public static ReadOnlySpan<byte> DatabaseVersion => "database_version"u8;
    public static ReadOnlySpan<byte> DriverVersion => "driver_version"u8;
    public static ReadOnlySpan<byte> Preparation => "preparation"u8;
}
