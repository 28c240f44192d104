namespace AutoTrace.Generators.Tests.Migration;

/// <summary>TraceMethod and TraceMethodAsync become a scope that records what is thrown.</summary>
public sealed class LambdaTests
{
    [Fact]
    public async Task StatementBecomesAScope()
    {
        using MigratingProject project = new("""
            using Amazon.XRay.Recorder.Core;

            public class Shop
            {
                public void Sell(int id)
                {
                    // Before.
                    AWSXRayRecorder.Instance.TraceMethod("sell", () =>
                    {
                        // Inside.
                        Console.WriteLine(id); // Beside.
                    }); // After.
                    Console.WriteLine("sold");
                }
            }
            """);

        Assert.Equal("""
            using Amazon.XRay.Recorder.Core;

            public class Shop
            {
                public void Sell(int id)
                {
                    // Before.
                    using (AutoTracer.BeginSubsegment("sell"))
                    {
                        try
                        {
                            // Inside.
                            Console.WriteLine(id); // Beside.
                        }
                        catch (Exception failure)
                        {
                            AutoTracer.Current.AddException(failure);
                            throw;
                        }
                    } // After.
                    Console.WriteLine("sold");
                }
            }
            """, await project.FixedAsync());
    }

    [Theory]
    [InlineData(
        "int M(IAWSXRayRecorder r) { return r.TraceMethod(\"x\", () => 1 + 1); }",
        "int M(IAWSXRayRecorder r) { using(Begin(\"x\")){try{return 1 + 1;}REC} }")]
    [InlineData(
        "int M(IAWSXRayRecorder r) => r.TraceMethod(\"x\", () => { if (r is null) { return 1; } return 2; });",
        "int M(IAWSXRayRecorder r){using(Begin(\"x\")){try{ if (r is null) { return 1; } return 2; }REC}}")]
    [InlineData(
        "int M(IAWSXRayRecorder r) { var n = r.TraceMethod(\"x\", () => 1); return n; }",
        "int M(IAWSXRayRecorder r) { int n; using(Begin(\"x\")){try{ n = 1; }REC} return n; }")]
    [InlineData(
        "string? M(IAWSXRayRecorder r, string? s) { var n = r.TraceMethod(\"x\", () => { s += 1; return s; }); return n; }",
        "string? M(IAWSXRayRecorder r, string? s) { string? n; using(Begin(\"x\")){try{ s += 1; n = s; }REC} return n; }")]
    [InlineData(
        "internal int n; void M(IAWSXRayRecorder r) { n = r.TraceMethod(\"x\", () => 1); }",
        "internal int n; void M(IAWSXRayRecorder r) { using(Begin(\"x\")){try{ n = 1; }REC} }")]
    [InlineData(
        "void M(IAWSXRayRecorder r) => r.TraceMethod(\"x\", N); void N() { }",
        "void M(IAWSXRayRecorder r){using(Begin(\"x\")){try{N();}REC}}void N() { }")]
    [InlineData(
        "async Task<int> M(IAWSXRayRecorder r) { return await r.TraceMethodAsync(\"x\", async () => " +
        "{ await Task.Yield(); return 2; }); }",
        "async Task<int> M(IAWSXRayRecorder r) { using(Begin(\"x\")){try{ await Task.Yield(); return 2; }REC} }")]
    [InlineData(
        "async Task M(IAWSXRayRecorder r) { await r.TraceMethodAsync(\"x\", () => N()).ConfigureAwait(false); } " +
        "Task N() => Task.CompletedTask;",
        "async Task M(IAWSXRayRecorder r) { using(Begin(\"x\")){try{await N().ConfigureAwait(false);}REC} } " +
        "Task N() => Task.CompletedTask;")]
    [InlineData(
        "Task<int> M(IAWSXRayRecorder r) => r.TraceMethodAsync(\"x\", () => N()); Task<int> N() => Task.FromResult(1);",
        "async Task<int> M(IAWSXRayRecorder r){using(Begin(\"x\")){try{return await N();}REC}}" +
        "Task<int> N() => Task.FromResult(1);")]
    [InlineData(
        "Task M(IAWSXRayRecorder r) { return r.TraceMethodAsync(\"x\", async () => { await Task.Yield(); }); }",
        "async Task M(IAWSXRayRecorder r) { using(Begin(\"x\")){try{ await Task.Yield(); }REC} }")]
    [InlineData(
        "int M(IAWSXRayRecorder r) { return r.TraceMethod(\"x\", () => { return r.TraceMethod(\"y\", () => 2); }); }",
        "int M(IAWSXRayRecorder r) { using(Begin(\"x\")){try{ using(Begin(\"y\")){try{return 2;}REC} }REC} }")]
    [InlineData(
        "void M(IAWSXRayRecorder r) { r.TraceMethod(\"x\", () => { r.AddAnnotation(\"k\", 1); " +
        "r.AddMetadata(\"ns\", \"k\", \"v\"); r.MarkFault(); }); }",
        "void M(IAWSXRayRecorder r) { using(Begin(\"x\")){try{ AutoTracer.Current.Annotate(\"k\", 1); " +
        "AutoTracer.Current.AddMetadata(\"k\", \"v\", \"ns\"); AutoTracer.Current.MarkFault(); }REC} }")]
    public async Task PositionsKeepTheirMeaning(string members, string expected)
    {
        using MigratingProject project = new(
            $"using Amazon.XRay.Recorder.Core; public class C {{ {members} }}");

        string full = expected
            .Replace("Begin(", "AutoTracer.BeginSubsegment(", StringComparison.Ordinal)
            .Replace(
                "REC",
                "catch(Exception failure){AutoTracer.Current.AddException(failure);throw;}",
                StringComparison.Ordinal);
        Assert.Equal(
            WithoutBlanks($"using Amazon.XRay.Recorder.Core; public class C {{ {full} }}"),
            WithoutBlanks(await project.FixedAsync()));
    }

    [Theory]
    [InlineData("int M(IAWSXRayRecorder r) => 1 + r.TraceMethod(\"x\", () => 1);", "middle of an expression")]
    [InlineData(
        "void M(IAWSXRayRecorder r) { r.TraceMethod(\"x\", () => { if (r is null) { return; } N(); }); N(); } " +
        "void N() { }",
        "returns from the middle")]
    [InlineData(
        "void M(IAWSXRayRecorder r) { _ = r.TraceMethodAsync(\"x\", async () => await Task.Yield()); }", "not awaited")]
    [InlineData(
        "Task M(IAWSXRayRecorder r) => r.TraceMethod(\"x\", async () => await Task.Yield());", "before the task ends")]
    [InlineData("void M(IAWSXRayRecorder? r) => r?.TraceMethod(\"x\", () => { });", "may be null")]
    [InlineData(
        "IAWSXRayRecorder R() => AWSXRayRecorder.Instance; void M() => R().TraceMethod(\"x\", () => { });",
        "result of a call")]
    [InlineData("void M(IAWSXRayRecorder r, Action a) => r.TraceMethod(\"x\", a);", "neither a lambda")]
    [InlineData("object M(IAWSXRayRecorder r) { return r.TraceMethod<long>(\"x\", () => 1); }", "converted")]
    [InlineData(
        "int M(IAWSXRayRecorder r) { var a = r.TraceMethod(\"x\", () => { return r.TraceMethod(\"y\", () => 1); " +
        "}); return a + 1; }",
        "returns from the middle")]
    [InlineData(
        "void M(IAWSXRayRecorder r) => r.TraceMethod(\"x\", () => r.SetNamespace(\"remote\"));",
        "AutoTrace has no SetNamespace")]
    public async Task WhatCannotBeUnfoldedIsOnlyReported(string members, string reason)
    {
        using MigratingProject project = new($"using Amazon.XRay.Recorder.Core; public class C {{ {members} }}");

        Microsoft.CodeAnalysis.Diagnostic first = (await project.DiagnosticsAsync())[0];
        Assert.Equal("AT3002", first.Id);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Info, first.Severity);
        Assert.Contains(reason, first.GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(await project.OffersAsync(first));
    }

    [Fact]
    public async Task FixThatWouldNotCompileIsNotOffered()
    {
        using MigratingProject project = new("""
            using Amazon.XRay.Recorder.Core;
            public class C
            {
                void M(IAWSXRayRecorder r)
                {
                    r.TraceMethod("x", () => { int n = 1; Console.WriteLine(n); });
                    int n = 2;
                    Console.WriteLine(n);
                }
            }
            """);

        Assert.Empty(await project.OffersAsync());
    }

    [Fact]
    public async Task FixThatWouldLoseACommentIsNotOffered()
    {
        using MigratingProject project = new("""
            using Amazon.XRay.Recorder.Core;
            public class C
            {
                void M(IAWSXRayRecorder r) => r.TraceMethod("x", /* why */ () => { });
            }
            """);

        Assert.Empty(await project.OffersAsync());
    }

    [Fact]
    public async Task NamesAreEnoughWhenThePackageIsGone()
    {
        using MigratingProject project = new("""
            public class C
            {
                void M() { AWSXRayRecorder.Instance.TraceMethod("x", () => { }); }
            }
            """, hasSdk: false);

        Assert.Contains("using (AutoTracer.BeginSubsegment(\"x\"))", await project.FixedAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using System;\nusing Amazon.XRay.Recorder.Core;\n",
        "using System;\nusing Amazon.XRay.Recorder.Core;\nusing AutoTrace;\n",
        "Exception")]
    [InlineData("// Ours.\nusing Zoo = System.Int32;\n",
        "// Ours.\nusing AutoTrace;\nusing Zoo = System.Int32;\n",
        "System.Exception")]
    [InlineData("// Ours.\n", "// Ours.\nusing AutoTrace;\n\n", "System.Exception")]
    public async Task NamespaceIsImportedWhereItIsMissing(string before, string after, string exception)
    {
        const string Class =
            "class C { void M() { Amazon.XRay.Recorder.Core.AWSXRayRecorder.Instance.TraceMethod(\"x\", () => { }); } }";
        using MigratingProject project = new(before + Class, hasGlobalUsings: false);

        string text = await project.FixedAsync();

        Assert.StartsWith(after + "class C", text, StringComparison.Ordinal);
        Assert.Contains($"catch ({exception} failure)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherTypesWithTheSameMethodsAreLeftAlone()
    {
        using MigratingProject project = new("""
            public class Recorder { public void TraceMethod(string name, Action run) => run(); }
            public class C { void M(Recorder r) => r.TraceMethod("x", () => { }); }
            """);

        Assert.Empty(await project.DiagnosticsAsync());
    }

    private static string WithoutBlanks(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
