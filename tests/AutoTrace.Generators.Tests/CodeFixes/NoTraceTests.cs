using AutoTrace.CodeFixes.Methods;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoTrace.Generators.Tests.CodeFixes;

/// <summary>A method that has gaps is taken out of tracing.</summary>
public sealed class NoTraceTests
{
    [Theory]
    [InlineData(
        "class C {\n    /// <summary>M.</summary>\n    [Traced(Name = \"a\")] void M() { }\n    Action N() => M; }",
        "class C {\n    /// <summary>M.</summary>\n    [NoTrace] void M() { }\n    Action N() => M; }")]
    [InlineData(
        "[Traced] class C {\n    /// <summary>M.</summary>\n    public void M() { }\n    Action N() => M; }",
        "[Traced] class C {\n    /// <summary>M.</summary>\n    [NoTrace]\n    public void M() { }\n" +
        "    Action N() => M; }")]
    [InlineData(
        "class C { [STAThread, Traced] public override string ToString() => \"\"; }",
        "class C { [STAThread, NoTrace] public override string ToString() => \"\"; }")]
    public async Task TheAttributeIsInTheRightPlace(string before, string after)
    {
        using TracingProject project = new(new NoTraceCodeFix(), before);
        FixedProject result = await project.FixedAsync();
        Assert.Equal(after, await result.TextAsync());
        Assert.Empty(await result.ReportsAsync());
    }

    [Fact]
    public async Task AllOfADocumentAreTakenOut()
    {
        using TracingProject project = new(
            new NoTraceCodeFix(), "class C { [Traced] void M() { } [Traced] void N() { } Action[] All => [M, N, M]; }");
        FixedProject result = await project.AllFixedAsync(FixAllScope.Document);
        Assert.Equal(
            "class C { [NoTrace] void M() { } [NoTrace] void N() { } Action[] All => [M, N, M]; }",
            await result.TextAsync());
    }

    [Fact]
    public async Task WhatIsDeclaredElsewhereIsNotOffered()
    {
        using TracingProject project = new(
            new NoTraceCodeFix(), "class C { [Traced] public void Take() { } void N(dynamic d) => d.Take(); }");
        Assert.Empty(await project.OffersAsync());
    }
}
