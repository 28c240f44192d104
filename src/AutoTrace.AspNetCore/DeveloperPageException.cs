namespace AutoTrace.AspNetCore;

/// <summary>A feature of requests that ended on the developer page.</summary>
internal sealed record DeveloperPageException(Exception Exception);
