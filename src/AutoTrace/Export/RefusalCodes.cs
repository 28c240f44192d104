namespace AutoTrace.Export;

/// <summary>The error codes with which X-Ray answers about a part of a request.</summary>
internal static class RefusalCodes
{
    // Parts of the codes of X-Ray's service model and of AWS's common errors; samples show HTTP's numbers too.
    private static readonly string[] s_passingTrouble =
        ["Throttl", "Internal", "Unavailable", "Timeout", "429", "500", "502", "503", "504"];

    /// <summary>Whether the other side could not, rather than would not, take it: the same may be taken later.</summary>
    public static bool MayPass(string? code) =>
        code is not null && s_passingTrouble.Any(trouble => code.Contains(trouble, StringComparison.OrdinalIgnoreCase));
}
