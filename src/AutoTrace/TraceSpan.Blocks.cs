using AutoTrace.Model;
using AutoTrace.Spans;

namespace AutoTrace;

public readonly partial struct TraceSpan
{
    /// <summary>Says who made the request: X-Ray groups and finds traces by it. The last call counts.</summary>
    /// <param name="user">At most 250 characters, the rest is cut. Kept on the segment, whichever span this is.</param>
    public void SetUser(string? user)
    {
        if (IsRecordedSpan && !string.IsNullOrEmpty(user))
        {
            SpanWrite.SetUser(_span, user);
        }
    }

    /// <summary>Describes the HTTP request that the span serves or makes.</summary>
    /// <param name="method">GET, POST, …</param>
    /// <param name="url">
    /// The whole URL; leave the query out where it may hold secrets. At most 250 characters are kept.
    /// </param>
    /// <param name="userAgent">The caller's user agent.</param>
    /// <param name="clientIp">The caller's address.</param>
    /// <param name="forwardedFor">True when the address was taken from <c>X-Forwarded-For</c>.</param>
    public void SetHttpRequest(
        string? method, string? url, string? userAgent = null, string? clientIp = null, bool forwardedFor = false)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Push(_span, new HttpRequestDetail
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
    /// Records the response and marks the span by its status, as X-Ray does: 4xx error, 429 throttle and error, 5xx
    /// fault.
    /// </summary>
    /// <param name="status">The status code, 100 to 599.</param>
    /// <param name="contentLength">The length in bytes, where it is known.</param>
    public void SetHttpResponse(int status, long? contentLength = null)
    {
        if (!IsRecordedSpan)
        {
            return;
        }

        SpanWrite.Push(_span, new HttpResponseDetail { Status = status, ContentLength = contentLength });
        SpanFlags flags = status switch
        {
            429 => SpanFlags.Throttle | SpanFlags.Error,
            >= 400 and < 500 => SpanFlags.Error,
            >= 500 and < 600 => SpanFlags.Fault,
            _ => SpanFlags.None,
        };
        if (flags != SpanFlags.None)
        {
            SpanWrite.Mark(_span, flags);
        }
    }

    /// <summary>
    /// Describes the database call that a subsegment makes; a segment has no such block. The last call counts.
    /// </summary>
    public void SetSql(in SqlInformation sql)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Push(_span, new SqlDetail { Sql = sql });
        }
    }

    /// <summary>
    /// Adds to the <c>aws</c> block: for a subsegment of namespace <see cref="SubsegmentNamespace.Aws"/> what was
    /// called, such as <c>operation</c>, <c>region</c>, <c>request_id</c>, <c>table_name</c>, <c>queue_url</c>,
    /// <c>bucket_name</c>.
    /// </summary>
    /// <param name="key">X-Ray's name of the field, in snake case. The last value of a key counts.</param>
    /// <param name="value">At most 1,000 characters, the rest is cut; null records nothing.</param>
    public void SetAws(string key, string? value)
    {
        if (IsRecordedSpan && value is not null)
        {
            SpanWrite.Push(_span, new AwsDetail { Key = key ?? string.Empty, Text = value });
        }
    }

    /// <inheritdoc cref="SetAws(string, string)"/>
    public void SetAws(string key, long value)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Push(_span, new AwsDetail { Key = key ?? string.Empty, Number = value });
        }
    }

    /// <inheritdoc cref="SetAws(string, string)"/>
    /// <param name="key">X-Ray's name of the field, such as <c>resource_names</c> or <c>table_names</c>.</param>
    /// <param name="values">Copied now, the first 100; null values are left out.</param>
    public void SetAws(string key, ReadOnlySpan<string?> values)
    {
        if (IsRecordedSpan)
        {
            SpanWrite.Push(_span, AwsDetail.Of(key ?? string.Empty, values));
        }
    }

    /// <summary>
    /// Names a subsegment that had to finish before this one could start, below the same parent: X-Ray then shows them
    /// as one after the other. Only subsegments have precursors.
    /// </summary>
    /// <param name="id">Its <see cref="Id"/>.</param>
    public void AddPrecursorId(SegmentId id)
    {
        if (IsRecordedSpan && !id.IsEmpty)
        {
            SpanWrite.Push(_span, new PrecursorDetail { Id = id });
        }
    }

    /// <summary>
    /// Links to a trace that this one goes on from without being part of it: each message of a batch, a job that was
    /// queued. X-Ray shows linked traces together.
    /// </summary>
    /// <param name="traceId">The other trace. The first 20 links of a span are kept, as many as X-Ray takes.</param>
    /// <param name="id">The segment or subsegment there.</param>
    public void AddLink(TraceId traceId, SegmentId id)
    {
        if (IsRecordedSpan && !traceId.IsEmpty && !id.IsEmpty)
        {
            SpanWrite.Push(_span, new LinkDetail { TraceId = traceId, Id = id });
        }
    }
}
