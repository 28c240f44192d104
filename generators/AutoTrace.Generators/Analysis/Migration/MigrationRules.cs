using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Analysis.Migration;

/// <summary>The rules for leaving the X-Ray SDK. Information only: a project that uses both builds as before.</summary>
internal static class MigrationRules
{
    private const string Category = "AutoTrace.Migration";

    public static readonly DiagnosticDescriptor Rewritable = new(
        "AT3001",
        "The X-Ray SDK is used where AutoTrace can be",
        "'{0}' of the X-Ray SDK has an equal in AutoTrace; a code fix rewrites it",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Of("AT3001"));

    public static readonly DiagnosticDescriptor ByHand = new(
        "AT3002",
        "A use of the X-Ray SDK has to be rewritten by hand",
        "'{0}' of the X-Ray SDK has to be rewritten by hand: {1}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Of("AT3002"));
}
