using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.Generators.Analysis;

/// <summary>Reports what there is to say of declarations, as loudly as the project wants it.</summary>
internal sealed class Findings(Settings settings, Coverage coverage)
{
    public void Report(IMethodSymbol method, Compilation compilation, Action<Diagnostic> report)
    {
        if (method.IsImplicitlyDeclared || method.PartialDefinitionPart is not null || method.Locations.Length == 0)
        {
            return;
        }

        bool isTraced = TracedMembers.IsTraced(method);
        if (!settings.CanWrite)
        {
            if (isTraced)
            {
                Report(new Finding(Rules.OldLanguage, null, method.Name, LanguageOf(compilation)), method, report);
            }

            return;
        }

        foreach (Finding finding in OptionFindings.Of(method, method)
            .Concat(CaptureFindings.Of(method, isTraced))
            .Concat(isTraced ? DeclarationFindings.Of(method, coverage, compilation) : []))
        {
            Report(finding, method, report);
        }
    }

    public void Report(IPropertySymbol property, Action<Diagnostic> report)
    {
        if (settings.CanWrite &&
            property.PartialDefinitionPart is null &&
            property.Has(AttributeSymbols.Traced))
        {
            foreach (Finding finding in OptionFindings.Of(property, property.GetMethod ?? property.SetMethod)
                .Concat(DeclarationFindings.Of(property)))
            {
                Report(finding, property, report);
            }
        }
    }

    public void Report(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic> report)
    {
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            Report(constructor, compilation, report);
        }

        if (settings.CanWrite)
        {
            foreach (Finding finding in OptionFindings.Of(type, method: null))
            {
                Report(finding, type, report);
            }

            foreach ((IMethodSymbol method, Finding finding) in HiddenImplementers.Of(type)
                .Concat(HiddenBaseCalls.Of(type, compilation))
                .Concat(InheritedImplementations.Of(type, compilation)))
            {
                Report(finding, method, report);
            }
        }
    }

    /// <param name="assembly">Whose rules are looked at.</param>
    /// <param name="tree">In which they are written.</param>
    /// <param name="report">Takes what is found.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public void Report(
        IAssemblySymbol assembly, SyntaxTree tree, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        if (settings.CanWrite)
        {
            foreach (Finding finding in assembly.FindAll(AttributeSymbols.Traced)
                .Where(rule => rule.ApplicationSyntaxReference?.SyntaxTree == tree)
                .SelectMany(rule => OptionFindings.OfRule(rule, assembly, cancellationToken)))
            {
                Report(finding, assembly, report);
            }
        }
    }

    /// <summary>The version of C#, as a project says it.</summary>
    public static string LanguageOf(Compilation compilation) =>
        ((CSharpCompilation)compilation).LanguageVersion.ToDisplayString();

    private void Report(Finding finding, ISymbol symbol, Action<Diagnostic> report)
    {
        IMethodSymbol? method = symbol is IPropertySymbol property
            ? property.GetMethod ?? property.SetMethod
            : symbol as IMethodSymbol;
        bool isGap = finding.Rule.Id.StartsWith("AT1", StringComparison.Ordinal);
        if (!isGap || method is null || TracedOptions.LevelOf(method) >= settings.MinimumLevel)
        {
            report(coverage.Report(finding.Rule, finding.Place ?? symbol.Locations[0], method, finding.Arguments));
        }
    }
}
