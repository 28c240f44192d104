using AutoTrace.Model;

namespace AutoTrace.Sampling;

/// <summary>
/// Which requests a rule is about, in X-Ray's terms. Immutable, but for <see cref="Reservoir"/>, which goes from one
/// definition of a rule to the next.
/// </summary>
internal sealed record SamplingRule
{
    /// <summary>The rule that takes what no other does.</summary>
    public const string DefaultName = "Default";

    /// <summary>X-Ray's own default: one request a second, and five percent of the others.</summary>
    public const int DefaultReservoirSize = 1;

    /// <inheritdoc cref="DefaultReservoirSize"/>
    public const double DefaultFixedRate = 0.05;

    public required string Name { get; init; }

    /// <summary>The lowest is asked first.</summary>
    public required int Priority { get; init; }

    /// <summary>Requests a second of all processes together; with none, nothing is borrowed.</summary>
    public required int ReservoirSize { get; init; }

    public WildcardPattern ServiceName { get; init; } = WildcardPattern.Any;

    public WildcardPattern ServiceType { get; init; } = WildcardPattern.Any;

    public WildcardPattern Host { get; init; } = WildcardPattern.Any;

    public WildcardPattern Method { get; init; } = WildcardPattern.Any;

    public WildcardPattern UrlPath { get; init; } = WildcardPattern.Any;

    /// <summary>All of which the request must have.</summary>
    public AttributePattern[] Attributes { get; init; } = [];

    public required Reservoir Reservoir { get; init; }

    /// <summary>How its segments end, for a rule whose rate X-Ray raises when many go wrong; else null.</summary>
    public AnomalyTally? Anomalies { get; init; }

    public bool Matches(in SamplingRequest request) =>
        ServiceName.MatchesOrUnknown(request.ServiceName) &&
        ServiceType.MatchesOrUnknown(request.ServiceType) &&
        Host.MatchesOrUnknown(request.Host) &&
        Method.MatchesOrUnknown(request.Method) &&
        UrlPath.MatchesOrUnknown(request.UrlPath) &&
        (Attributes.Length == 0 || HasAttributes(request.Attributes));

    private bool HasAttributes(Func<string, string?>? valueOf)
    {
        foreach (AttributePattern attribute in Attributes)
        {
            if (Find(valueOf, attribute.Key) is not { } value || !attribute.Value.Matches(value))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Find(Func<string, string?>? valueOf, string key)
    {
        try
        {
            return valueOf?.Invoke(key);
        }
        catch (Exception)
        {
            // User code, where a segment begins.
            return null;
        }
    }
}
