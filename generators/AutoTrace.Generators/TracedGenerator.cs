using System.Collections.Immutable;
using AutoTrace.Generators.Discovery;
using AutoTrace.Generators.Discovery.Proof;
using AutoTrace.Generators.Emission;
using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoTrace.Generators;

/// <summary>
/// Wraps <c>[Traced]</c> methods: partial ones around their bodies, all others at their calls. What passes from one
/// step to the next is plain data that compares by value, so that an edit redoes only what depends on it. Says
/// nothing: gaps are the analyzer's to report.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TracedGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<Settings> settings = context.AnalyzerConfigOptionsProvider
            .Combine(context.ParseOptionsProvider)
            .Select(static (input, _) => SettingsReader.Read(input.Left.GlobalOptions, input.Right))
            .WithTrackingName(TrackingNames.Settings);

        IncrementalValueProvider<ImmutableArray<Declaration>> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AttributeSymbols.Traced,
                static (node, _) => node is not (LocalFunctionStatementSyntax or LambdaExpressionSyntax),
                Declarations.Read)
            .WithTrackingName(TrackingNames.Declarations)
            .Collect();

        // Callee side: an implementing part for each partial member.
        IncrementalValuesProvider<TracedBody> bodies = declarations
            .SelectMany(static (all, _) => all.SelectMany(declaration => declaration.Bodies).Distinct())
            .WithTrackingName(TrackingNames.Bodies);
        context.RegisterSourceOutput(
            bodies.Combine(settings), static (output, input) => BodyFile.Write(output, input.Left, input.Right));

        IncrementalValuesProvider<TracedProperty> properties = declarations
            .SelectMany(static (all, _) => all.SelectMany(declaration => declaration.Properties).Distinct())
            .WithTrackingName(TrackingNames.Properties);
        context.RegisterSourceOutput(
            properties.Combine(settings), static (output, input) => PropertyFile.Write(output, input.Left, input.Right));

        // For the generators of assemblies that reference this one, and for the runtime.
        IncrementalValueProvider<EquatableArray<string>> visibleNames = declarations
            .Select(static (all, _) => Names(all, visibleOnly: true))
            .WithTrackingName(TrackingNames.VisibleNames);
        IncrementalValueProvider<EquatableArray<string>> selected = declarations
            .Select(static (all, _) => all.SelectMany(declaration => declaration.Selected).Distinct().ToEquatableArray());
        IncrementalValueProvider<bool> hasAny = declarations.Select(static (all, _) => all.Length > 0);
        context.RegisterSourceOutput(
            visibleNames.Combine(selected).Combine(hasAny),
            static (output, input) => MarkerFile.Write(output, input.Left.Left, input.Left.Right, input.Right));

        // Call sites: a wrapper for each method that is called, and interceptors that lead to it.
        IncrementalValueProvider<EquatableArray<string>> names = declarations
            .Select(static (all, _) => Names(all, visibleOnly: false))
            .Combine(context.CompilationProvider.Select(ReferencedNames.Read))
            .Select(static (parts, _) => parts.Left.Union(parts.Right).ToEquatableArray())
            .WithTrackingName(TrackingNames.Names);

        // What was proven of the bodies: constants that wrappers name, so that an edit of a body touches no wrapper.
        IncrementalValueProvider<EquatableArray<string>> bodyNames = bodies.Collect()
            .Combine(names)
            .Select(static (parts, _) =>
                parts.Right.Union(parts.Left.Select(body => body.Core.TrimStart('@'))).ToEquatableArray())
            .WithTrackingName(TrackingNames.BodyNames);
        IncrementalValuesProvider<SourceFileProofs> proofs = context.CompilationProvider
            .Combine(names.Combine(bodyNames))
            .Combine(settings)
            .SelectMany(static (input, cancellation) => Proofs.Find(
                input.Left.Left, input.Left.Right.Left, input.Left.Right.Right, input.Right, cancellation))
            .WithTrackingName(TrackingNames.Proofs);
        context.RegisterSourceOutput(proofs, ProofsFile.Write);

        IncrementalValuesProvider<SourceFileSites> callSites = context.CompilationProvider
            .Combine(names)
            .Combine(settings)
            .SelectMany(static (input, cancellation) =>
                CallSites.Find(input.Left.Left, input.Left.Right, input.Right, cancellation))
            .WithTrackingName(TrackingNames.CallSites);
        context.RegisterImplementationSourceOutput(callSites.Collect(), CallsFile.Write);

        IncrementalValuesProvider<WrapperGroup> wrapperGroups = callSites.Collect()
            .SelectMany(static (files, _) => WrapperGroup.All(files))
            .WithTrackingName(TrackingNames.WrapperGroups);
        context.RegisterImplementationSourceOutput(wrapperGroups, WrappersFile.Write);
    }

    private static EquatableArray<string> Names(ImmutableArray<Declaration> declarations, bool visibleOnly) =>
        declarations
            .SelectMany(declaration => declaration.Methods)
            .Where(method => method.IsVisible || !visibleOnly)
            .Select(method => method.Name)
            .Distinct()
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToEquatableArray();
}
