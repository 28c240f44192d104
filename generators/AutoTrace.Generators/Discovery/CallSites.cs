using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AutoTrace.Generators.Discovery;

/// <summary>Finds the calls of traced methods that can be intercepted, file by file.</summary>
internal static class CallSites
{
    /// <param name="compilation">To search.</param>
    /// <param name="names">Of all traced methods, declared here or referenced.</param>
    /// <param name="settings">Say whether to search at all.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static IEnumerable<SourceFileSites> Find(
        Compilation compilation, EquatableArray<string> names, Settings settings, CancellationToken cancellationToken)
    {
        if (names.Count == 0 || !settings.IsEnabled || !settings.CanWrite || !settings.CanIntercept)
        {
            return [];
        }

        SyntaxTree[] candidates = EachTree.Where(
            compilation, tree => InvocationIndex.Of(tree, cancellationToken).HasAny(names), cancellationToken);
        string dependencies = Dependencies();
        Wrappers wrappers = new(compilation);
        HashSet<SyntaxTree> twins = FindTwins(candidates, cancellationToken);
        SyntaxTree[] named = [.. candidates.Where(tree => !twins.Contains(tree))];
        return EachTree.Read(compilation, named, Read, cancellationToken).Where(file => file.Sites.Count > 0);

        SourceFileSites Read(SyntaxTree tree) => new(
            Path.GetFileName(tree.FilePath),
            AtLeast(
                TreeCache<EquatableArray<CallSite>>.GetOrFind(tree, dependencies, () => Bind(tree)),
                settings.MinimumLevel));

        EquatableArray<CallSite> Bind(SyntaxTree tree)
        {
            SemanticModel model = SemanticModels.Of(compilation, tree);
            return InvocationIndex.Of(tree, cancellationToken).Find(names, tree, cancellationToken)
                .Select(call => Intercept(call, model)).OfType<CallSite>().ToEquatableArray();
        }

        // The classifier and the wrappers read one call and declarations, of the body of another member no more than
        // the fingerprint has.
        string Dependencies() =>
            DeclarationFingerprint.Of(compilation, cancellationToken) + "\n" + string.Join("\n", names);

        CallSite? Intercept(InvocationExpressionSyntax call, SemanticModel model)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (UseClassifier.Classify(call, model, cancellationToken) is not { Gap: Gap.None, Method: { } method } ||
                model.GetInterceptableLocation(call, cancellationToken) is not { } location)
            {
                return null;
            }

            Wrapper wrapper = BaseCalls.Find(call, model, cancellationToken) is { } invocation
                ? BaseCalls.Describe(invocation)
                : wrappers.Of(method);
            return new CallSite(Place(call), location.Version, location.Data, wrapper);
        }
    }

    private static EquatableArray<CallSite> AtLeast(EquatableArray<CallSite> sites, Level level) =>
        level == Level.Verbose
            ? sites
            : sites.SelectMany(site => site.Wrapper.AtLeast(level) is { } wrapper
                ? [site with { Wrapper = wrapper }]
                : Array.Empty<CallSite>()).ToEquatableArray();

    /// <summary>
    /// Files of the same text: the compiler names a location by its file's text and refuses what is ambiguous.
    /// </summary>
    internal static HashSet<SyntaxTree> FindTwins(IEnumerable<SyntaxTree> trees, CancellationToken cancellationToken) =>
        new(trees
            .GroupBy(tree => Convert.ToBase64String([.. tree.GetText(cancellationToken).GetContentHash()]))
            .Where(group => group.Count() > 1)
            .SelectMany(group => group));

    private static string Place(InvocationExpressionSyntax call)
    {
        SyntaxNode name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            ExpressionSyntax other => other,
        };
        FileLinePositionSpan position = call.SyntaxTree.GetLineSpan(name.Span);
        LinePosition start = position.StartLinePosition;
        return $"{Path.GetFileName(position.Path)}({start.Line + 1},{start.Character + 1})";
    }
}
