using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AutoTrace.Buffering;
using AutoTrace.Context;
using AutoTrace.Model;
using AutoTrace.Spans;

namespace AutoTrace;

/// <summary>
/// A handle to a segment or subsegment, to say more about it. A value: once its span has ended it ignores everything (and
/// counts it), and it never means somebody else's span. The default value ignores everything too.
/// </summary>
/// <remarks>Any thread may use it. No member throws; when the span is not recorded, none does any work.</remarks>
public readonly struct TraceSpan : IEquatable<TraceSpan>
{
    private readonly SpanToken? _token;

    internal TraceSpan(SpanToken? token) => _token = token is { IsSuppressed: true } ? null : token;

    /// <summary>Whether there is a span here that is being recorded: worth asking before an expensive value is computed.</summary>
    public bool IsRecording => _token is { Span.IsOpen: true };

    /// <summary>
    /// The header for a call that this span makes: trace, this span as parent, decision. Empty when there is no segment.
    /// </summary>
    public TraceHeader Header
    {
        get
        {
            if (_token is null)
            {
                return default;
            }

            SegmentIdentity identity = _token.Span.Segment.Identity;
            return new TraceHeader
            {
                Root = identity.TraceId,
                Parent = Id,
                Sampled = identity.IsSampled ? SamplingDecision.Sampled : SamplingDecision.NotSampled,
                ExtraFields = identity.ExtraHeaderFields,
            };
        }
    }

    /// <summary>The trace; empty when there is no segment.</summary>
    public TraceId TraceId => _token?.Span.Segment.Identity.TraceId ?? default;

    /// <summary>The id of the span, of the segment where only that is known; empty when there is none.</summary>
    public SegmentId Id => _token switch
    {
        null => default,
        { Span.IsRecorded: true } => new SegmentId(_token.Span.Record.Id),
        _ => _token.Span.Segment.Identity.Id,
    };

    /// <summary>Adds an annotation: a value that X-Ray indexes, 50 to a trace.</summary>
    /// <param name="key">1 to 500 of <c>A-Z a-z 0-9 _</c>; other characters become <c>_</c>.</param>
    /// <param name="value">At most 1,000 characters, the rest is cut; null records nothing.</param>
    public void Annotate(string key, string? value)
    {
        if (IsRecordedSpan && value is not null)
        {
            SpanWrite.Push(_token!.Span, AnnotationDetail.Of(key ?? string.Empty, value));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    public void Annotate(string key, long value)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Push(_token!.Span, AnnotationDetail.Of(key ?? string.Empty, value));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    /// <param name="key">1 to 500 of <c>A-Z a-z 0-9 _</c>; other characters become <c>_</c>.</param>
    /// <param name="value">NaN and infinities record nothing: JSON has no word for them.</param>
    public void Annotate(string key, double value)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Push(_token!.Span, AnnotationDetail.Of(key ?? string.Empty, value));
        }
    }

    /// <inheritdoc cref="Annotate(string, string)"/>
    public void Annotate(string key, bool value)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Push(_token!.Span, AnnotationDetail.Of(key ?? string.Empty, value));
        }
    }

    /// <summary>Adds metadata: a value of any shape that X-Ray stores without an index.</summary>
    /// <param name="key">Its name within the namespace.</param>
    /// <param name="value">Serialised now, by <paramref name="typeInfo"/>: later changes do not show.</param>
    /// <param name="typeInfo">From a <c>JsonSerializerContext</c>, so that it works trimmed and as native AOT.</param>
    /// <param name="metadataNamespace">Groups keys; must not start with <c>AWS.</c>, which X-Ray keeps for itself.</param>
    public void AddMetadata<T>(string key, T value, JsonTypeInfo<T> typeInfo, string metadataNamespace = "default")
    {
        if (!IsRecordedSpan)
        {
            return;
        }

        byte[] json;
        try
        {
            json = JsonSerializer.SerializeToUtf8Bytes(value, typeInfo);
        }
        catch (Exception failure)
        {
            // A getter that throws, a cycle: the trace says so, the program goes on.
            json = JsonSerializer.SerializeToUtf8Bytes(
                $"not serialisable: {failure.GetType().Name}", MetadataJsonContext.Default.String);
        }

        SpanWrite.Push(
            _token!.Span,
            new MetadataDetail { Namespace = metadataNamespace ?? "default", Key = key ?? string.Empty, Json = json });
    }

    /// <summary>Adds a string as metadata.</summary>
    /// <inheritdoc cref="AddMetadata{T}(string, T, JsonTypeInfo{T}, string)"/>
    public void AddMetadata(string key, string? value, string metadataNamespace = "default")
    {
        if (value is not null)
        {
            AddMetadata(key, value, MetadataJsonContext.Default.String, metadataNamespace);
        }
    }

    /// <summary>Adds a JSON value as metadata.</summary>
    /// <inheritdoc cref="AddMetadata{T}(string, T, JsonTypeInfo{T}, string)"/>
    public void AddMetadata(string key, JsonElement value, string metadataNamespace = "default") =>
        AddMetadata(key, value, MetadataJsonContext.Default.JsonElement, metadataNamespace);

    /// <summary>Says who made the request: X-Ray groups and finds traces by it. The last call counts.</summary>
    /// <param name="user">At most 250 characters, the rest is cut. Kept on the segment, whichever span this is.</param>
    public void SetUser(string? user)
    {
        if (IsRecordedSpan && !string.IsNullOrEmpty(user))
        {
            SpanWrite.Push(_token!.Span, new UserDetail { User = user });
        }
    }

    /// <summary>Records an exception with its stack and causes and marks the span as a fault.</summary>
    /// <remarks>
    /// Exceptions that leave a traced method are recorded by themselves. An <see cref="OperationCanceledException"/> marks
    /// nothing.
    /// </remarks>
    public void AddException(Exception? exception)
    {
        if (IsRecordedSpan && exception is not null)
        {
            SpanFailure.Record(_token!.Span, exception);
        }
    }

    /// <summary>Marks the span as a fault: the service failed (5xx).</summary>
    public void MarkFault() => Mark(SpanFlags.Fault);

    /// <summary>Marks the span as an error: the caller was wrong (4xx).</summary>
    public void MarkError() => Mark(SpanFlags.Error);

    /// <summary>Marks the span as throttled (429), which is an error too.</summary>
    public void MarkThrottle() => Mark(SpanFlags.Throttle | SpanFlags.Error);

    /// <summary>Describes the HTTP request that the span serves or makes.</summary>
    /// <param name="method">GET, POST, …</param>
    /// <param name="url">The whole URL; leave the query out where it may hold secrets. At most 250 characters are kept.</param>
    /// <param name="userAgent">The caller's user agent.</param>
    /// <param name="clientIp">The caller's address.</param>
    /// <param name="forwardedFor">True when the address was taken from <c>X-Forwarded-For</c>.</param>
    public void SetHttpRequest(
        string? method, string? url, string? userAgent = null, string? clientIp = null, bool forwardedFor = false)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Push(_token!.Span, new HttpRequestDetail
            {
                Method = method,
                Url = url,
                UserAgent = userAgent,
                ClientIp = clientIp,
                ForwardedFor = forwardedFor,
            });
        }
    }

    /// <summary>
    /// Records the response and marks the span by its status, as X-Ray does: 4xx error, 429 throttle and error, 5xx fault.
    /// </summary>
    /// <param name="status">The status code, 100 to 599.</param>
    /// <param name="contentLength">The length in bytes, where it is known.</param>
    public void SetHttpResponse(int status, long? contentLength = null)
    {
        if (!IsRecordedSpan)
        {
            return;
        }

        SpanWrite.Push(_token!.Span, new HttpResponseDetail { Status = status, ContentLength = contentLength });
        SpanFlags flags = status switch
        {
            429 => SpanFlags.Throttle | SpanFlags.Error,
            >= 400 and < 500 => SpanFlags.Error,
            >= 500 and < 600 => SpanFlags.Fault,
            _ => SpanFlags.None,
        };
        if (flags != SpanFlags.None)
        {
            SpanWrite.Mark(_token.Span, flags);
        }
    }

    /// <inheritdoc/>
    public bool Equals(TraceSpan other) => ReferenceEquals(_token, other._token);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TraceSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _token?.GetHashCode() ?? 0;

    /// <summary>Whether both mean the same span.</summary>
    public static bool operator ==(TraceSpan left, TraceSpan right) => left.Equals(right);

    /// <summary>Whether they mean different spans.</summary>
    public static bool operator !=(TraceSpan left, TraceSpan right) => !left.Equals(right);

    private bool IsRecordedSpan => _token is { Span.IsRecorded: true };

    private void Mark(SpanFlags flags)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Mark(_token!.Span, flags);
        }
    }
}
