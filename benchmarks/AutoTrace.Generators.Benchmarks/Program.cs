// What the generator costs a build and an editor. How to run and what the figures mean: ../README.md.
using System.Globalization;
using System.Runtime.InteropServices;
using AutoTrace.Generators.Benchmarks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

bool withBuilds = !args.Contains("--no-builds");
Corpus.IsByRule = args.Contains("--by-rule");
int rounds = args.FirstOrDefault(arg => !arg.StartsWith("--", StringComparison.Ordinal)) is { } count
    ? int.Parse(count, CultureInfo.InvariantCulture)
    : 5;

CSharpCompilation corpus = Corpus.Compilation();
int invocations = corpus.SyntaxTrees.Sum(tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Count());
int sites = Corpus.Texts.Sum(text => text.ToString().Split(".Load").Length - 1);
if ((invocations, sites) != (Corpus.Invocations, Corpus.Sites))
{
    throw new InvalidOperationException($"The corpus has {invocations} invocations and {sites} sites.");
}

Console.WriteLine(
    $"# {DateTime.UtcNow:yyyy-MM-dd HH:mm}Z, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, " +
    $"{RuntimeInformation.FrameworkDescription}, Roslyn {typeof(CSharpCompilation).Assembly.GetName().Version}");
Figures.Print("corpus.files", corpus.SyntaxTrees.Length);
Figures.Print("corpus.invocations", invocations);
Figures.Print("corpus.sites", sites);

if (args.Contains("--dotnet-build"))
{
    Figures builds = new();
    DotnetBuild.Measure(builds, rounds);
    builds.Print();
    Figures.Print("dotnet.ratio", builds.Median("dotnet.traced_ms") / builds.Median("dotnet.plain_ms"));
    return;
}

// Warm: a compiler server and an editor have compiled before.
new Round(new Figures(), withBuilds).Run(0);
Figures figures = new();
for (int round = 1; round <= rounds; round++)
{
    new Round(figures, withBuilds).Run(round);
}

figures.Print();
if (withBuilds)
{
    Figures.Print("bind.ratio", figures.Median("bind.analyzed_ms") / figures.Median("bind.plain_ms"));
    Figures.Print("build.ratio", figures.Median("build.traced_ms") / figures.Median("build.plain_ms"));
    Figures.Print("build.cpu_ratio", figures.Median("build.traced_cpu_ms") / figures.Median("build.plain_cpu_ms"));
}
