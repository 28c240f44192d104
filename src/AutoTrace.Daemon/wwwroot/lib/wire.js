/*
 * What the daemon answers, as far as the console reads it. The X-Ray operations keep AWS's own field names
 * (API reference: Service, Edge, TraceSummary; developer guide: segment documents); times are epoch seconds.
 */

/**
 * @typedef {object} Statistics
 * @property {number} OkCount
 * @property {{ThrottleCount: number, OtherCount: number, TotalCount: number}} ErrorStatistics
 * @property {{OtherCount: number, TotalCount: number}} FaultStatistics
 * @property {number} TotalCount
 * @property {number} TotalResponseTime seconds, summed over all requests
 */

/** @typedef {{Value: number, Count: number}} HistogramEntry a response time in seconds and how often it occurred */

/**
 * @typedef {object} Edge
 * @property {number} ReferenceId of the target service
 * @property {Statistics} [SummaryStatistics]
 * @property {HistogramEntry[]} [ResponseTimeHistogram]
 */

/**
 * @typedef {object} Service
 * @property {number} ReferenceId
 * @property {string} Name
 * @property {string} [Type] absent for a service without an origin; "client" and "remote" are X-Ray's own
 * @property {boolean} [Root]
 * @property {string} [State] "active" when it sent segments itself
 * @property {number} [StartTime]
 * @property {number} [EndTime]
 * @property {Edge[]} [Edges]
 * @property {Statistics} [SummaryStatistics] absent for clients
 * @property {HistogramEntry[]} [ResponseTimeHistogram]
 */

/** @typedef {{Services: Service[]}} ServiceGraph */

/** @typedef {{Name: string, Type?: string | null}} ServiceId */

/**
 * @typedef {object} TraceSummary
 * @property {string} Id
 * @property {number} StartTime
 * @property {number} Duration
 * @property {number | null} [ResponseTime]
 * @property {boolean} [HasFault]
 * @property {boolean} [HasError]
 * @property {boolean} [HasThrottle]
 * @property {boolean} [IsPartial]
 * @property {{HttpURL?: string, HttpStatus?: number, HttpMethod?: string} | null} [Http]
 * @property {ServiceId[]} ServiceIds
 * @property {ServiceId | null} [EntryPoint]
 * @property {number} [SegmentCount]
 */

/** @typedef {{TraceSummaries: TraceSummary[], Total: number}} TraceList */

/** @typedef {{Id: string, Duration?: number, Segments: {Id: string, Document: string}[]}} Trace */

/** @typedef {{Traces: Trace[], UnprocessedTraceIds: string[]}} TraceBatch */

/**
 * @typedef {object} Status
 * @property {string} Version
 * @property {number} StartedAt
 * @property {string} Udp
 * @property {string} Http
 * @property {number} Traces
 * @property {number} Documents
 * @property {number} StoreBytes
 * @property {number} StoreLimitBytes
 * @property {number} EvictedTraces
 * @property {number} ReceivedDatagrams
 * @property {number} ReceivedDocuments
 * @property {number} InvalidDocuments
 * @property {number | null} KernelDrops null where the kernel does not tell
 * @property {{Time: number, Source: string, Reason: string, Excerpt: string}[]} Invalid
 */

/** @typedef {{label?: string, path?: string, line?: number}} StackFrame */

/**
 * @typedef {object} ExceptionDocument
 * @property {string} id
 * @property {string} [type]
 * @property {string} [message]
 * @property {string} [cause] id of the exception that caused this one
 * @property {boolean} [remote]
 * @property {number} [truncated] stack frames left out
 * @property {number} [skipped] exceptions left out between this one and its cause
 * @property {StackFrame[]} [stack]
 */

/** @typedef {string | {working_directory?: string, exceptions?: ExceptionDocument[]}} Cause */

/**
 * A segment or subsegment document.
 * @typedef {object} SegmentDocument
 * @property {string} id
 * @property {string} name
 * @property {number} start_time
 * @property {number} [end_time]
 * @property {boolean} [in_progress]
 * @property {string} [trace_id]
 * @property {string} [type] "subsegment" for one that came on its own
 * @property {string} [parent_id]
 * @property {boolean} [inferred]
 * @property {boolean} [fault]
 * @property {boolean} [error]
 * @property {boolean} [throttle]
 * @property {string} [namespace]
 * @property {string} [origin]
 * @property {string} [user]
 * @property {{request?: Record<string, unknown>, response?: Record<string, unknown>}} [http]
 * @property {Record<string, string | number | boolean>} [annotations]
 * @property {Record<string, Record<string, unknown>>} [metadata]
 * @property {Record<string, unknown>} [aws]
 * @property {Record<string, unknown>} [sql]
 * @property {Record<string, unknown>} [service]
 * @property {Cause} [cause]
 * @property {SegmentDocument[]} [subsegments]
 */

export {};
