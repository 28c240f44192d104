namespace AutoTrace;

/// <summary>What X-Ray shows of a database call: the <c>sql</c> block. Null and empty values are left out.</summary>
public readonly record struct SqlInformation
{
    /// <summary>The query without the values that users entered. At most 4,096 characters are kept.</summary>
    public string? SanitizedQuery { get; init; }

    /// <summary>
    /// The engine: <c>postgresql</c>, <c>sqlserver</c>, …; at most 250 characters, like all that follow.
    /// </summary>
    public string? DatabaseType { get; init; }

    /// <summary>The engine's version.</summary>
    public string? DatabaseVersion { get; init; }

    /// <summary>The name and version of the driver.</summary>
    public string? DriverVersion { get; init; }

    /// <summary>The database's user.</summary>
    public string? User { get; init; }

    /// <summary>Where the database is, for drivers that take a URL. Without the password.</summary>
    public string? Url { get; init; }

    /// <summary>Where the database is, for drivers that take a connection string. Without the password.</summary>
    public string? ConnectionString { get; init; }

    /// <summary><c>call</c> for a prepared call, <c>statement</c> for a prepared statement.</summary>
    public string? Preparation { get; init; }
}
