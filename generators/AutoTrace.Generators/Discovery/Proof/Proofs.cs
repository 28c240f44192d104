using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoTrace.Generators.Discovery.Proof;

/// <summary>Tries to prove of each traced method that its body starts no other flow, file by file.</summary>
internal static class Proofs
{
    /// <param name="compilation">To search.</param>
    /// <param name="tracedNames">Of all traced methods, declared here or referenced.</param>
    /// <param name="bodyNames">The same, with those of the methods that partial ones run.</param>
    /// <param name="settings">Say whether to search at all, and which calls are wrapped.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static IEnumerable<SourceFileProofs> Find(
        Compilation compilation,
        EquatableArray<string> tracedNames,
        EquatableArray<string> bodyNames,
        Settings settings,
        CancellationToken cancellationToken)
    {
        if (bodyNames.Count == 0 || !settings.IsEnabled || !settings.CanWrite)
        {
            return [];
        }

        SyntaxTree[] candidates = EachTree.Where(
            compilation, tree => BodyIndex.Of(tree, cancellationToken).HasAny(bodyNames), cancellationToken);
        HashSet<SyntaxTree> twins = CallSites.FindTwins(candidates, cancellationToken);
        UniqueFileNames fileNames = new("Proofs", settings.ProjectDirectory);
        string dependencies = string.Join("\n", bodyNames.Prepend("").Concat(tracedNames)
            .Prepend(DeclarationFingerprint.Of(compilation, cancellationToken)));
        EquatableArray<MethodProof>[] proofs = EachTree.Read(compilation, candidates, Read, cancellationToken);
        return [.. candidates
            .Zip(proofs, (tree, found) =>
                new SourceFileProofs(fileNames.For(tree.FilePath), Path.GetFileName(tree.FilePath), found))
            .Where(file => file.Proofs.Count > 0)];

        EquatableArray<MethodProof> Read(SyntaxTree tree)
        {
            bool intercepts = settings.CanIntercept && !twins.Contains(tree);
            EquatableArray<string> intercepted = intercepts ? tracedNames : EquatableArray<string>.Empty;
            Level minimum = settings.MinimumLevel;
            return TreeCache<EquatableArray<MethodProof>>.GetOrFind(
                tree,
                $"{intercepts} {minimum} {dependencies}",
                () => Prove(tree, compilation, intercepted, minimum, cancellationToken));
        }
    }

    private static EquatableArray<MethodProof> Prove(
        SyntaxTree tree,
        Compilation compilation,
        EquatableArray<string> interceptedNames,
        Level minimum,
        CancellationToken cancellationToken)
    {
        SemanticModel model = SemanticModels.Of(compilation, tree);
        FlowProof proof = new(compilation, call => IsWrapped(call, compilation, interceptedNames, minimum));
        List<MethodProof> proofs = [];
        foreach (MethodDeclarationSyntax body in BodyIndex.Bodies(tree.GetRoot(cancellationToken)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (IMethodSymbol method in TracedBy(model.GetDeclaredSymbol(body, cancellationToken)))
            {
                if (ProvableBody.Of(method) == body)
                {
                    proofs.Add(new MethodProof(
                        ProofName.Group(method),
                        ProofName.Constant(method),
                        MethodShapes.Signature(method),
                        ProofName.IsAskedFor(method) ? method.GetDocumentationCommentId() : null,
                        proof.Holds(method, body)));
                }
            }
        }

        return proofs.ToEquatableArray();
    }

    /// <summary>
    /// The traced methods whose calls may run the body: itself, or the partial ones that are wrapped around it.
    /// </summary>
    private static IEnumerable<IMethodSymbol> TracedBy(IMethodSymbol? body)
    {
        if (body is null)
        {
            return [];
        }

        IMethodSymbol declared = body.PartialDefinitionPart ?? body;
        return body.ContainingType.GetMembers().OfType<IMethodSymbol>()
            .Where(method => SymbolEqualityComparer.Default.Equals(TracedBodies.FindCore(method), body))
            .Prepend(declared)
            .Where(TracedMembers.IsTraced);
    }

    /// <summary>
    /// A call that runs through a wrapper before it runs anything else, whatever is recorded: what it starts finds its
    /// parent there. Iterators are wrapped where they are enumerated.
    /// </summary>
    private static bool IsWrapped(
        IInvocationOperation call, Compilation compilation, EquatableArray<string> interceptedNames, Level minimum)
    {
        Use use = UseClassifier.Classify(call, compilation);
        return use.Method is { } method &&
            TracedMembers.IsTraced(method) &&
            TracedOptions.LevelOf(method) >= minimum &&
            !Streams.IsStream(method) &&
            use.Gap switch
            {
                Gap.BodyIsTraced => !TracedMembers.IsDispatched(method),
                // A wrapped method is intercepted for those overrides that are known, and others may run.
                Gap.None => !TracedBodies.IsWrapped(method) &&
                    interceptedNames.Contains(method.Name) &&
                    call.Syntax is InvocationExpressionSyntax syntax &&
                    call.SemanticModel!.GetInterceptableLocation(syntax) is not null,
                _ => false,
            };
    }
}
