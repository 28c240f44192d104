using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.Migration;

/// <summary>Begin and end around a try become a using.</summary>
public sealed class ScopePairTests
{
    [Fact]
    public async Task TryWithFinallyBecomesAUsing()
    {
        using MigratingProject project = Of("""
                    // Before.
                    AWSXRayRecorder.Instance.BeginSubsegment("sell");
                    try
                    {
                        // Inside.
                        Console.WriteLine(1);
                        return;
                    }
                    finally
                    {
                        // In the end.
                        AWSXRayRecorder.Instance.EndSubsegment();
                    }
            """);

        Assert.Equal(Program("""
                    // Before.
                    using (AutoTracer.BeginSubsegment("sell"))
                    {
                        // Inside.
                        Console.WriteLine(1);
                        return;
                        // In the end.
                    }
            """), await project.FixedAsync());
    }

    [Fact]
    public async Task CatchStaysAndDetailsMove()
    {
        using MigratingProject project = Of("""
                    try
                    {
                        AWSXRayRecorder.Instance.BeginSubsegment("sell");
                        AWSXRayRecorder.Instance.AddAnnotation("id", 1L);
                        Console.WriteLine(1);
                    }
                    catch (InvalidOperationException e)
                    {
                        AWSXRayRecorder.Instance.AddException(e);
                        throw;
                    }
                    finally
                    {
                        Console.WriteLine(2);
                        AWSXRayRecorder.Instance.EndSubsegment();
                    }
            """);

        Assert.Equal(Program("""
                    using (AutoTracer.BeginSubsegment("sell"))
                    {
                        try
                        {
                            AutoTracer.Current.Annotate("id", 1L);
                            Console.WriteLine(1);
                        }
                        catch (InvalidOperationException e)
                        {
                            AutoTracer.Current.AddException(e);
                            throw;
                        }
                        finally
                        {
                            Console.WriteLine(2);
                        }
                    }
            """), await project.FixedAsync());
    }

    [Fact]
    public async Task SegmentWithSubsegmentsMovesAsAWhole()
    {
        using MigratingProject project = Of("""
                    AWSXRayRecorder.Instance.BeginSegment("job");
                    try
                    {
                        AWSXRayRecorder.Instance.BeginSubsegment("step");
                        try
                        {
                            Console.WriteLine(1);
                        }
                        catch (Exception e)
                        {
                            AWSXRayRecorder.Instance.AddException(e);
                        }
                        finally
                        {
                            AWSXRayRecorder.Instance.EndSubsegment();
                        }
                    }
                    finally
                    {
                        AWSXRayRecorder.Instance.EndSegment();
                    }
            """);

        Assert.Equal(Program("""
                    using (AutoTracer.BeginSegment("job"))
                    {
                        using (AutoTracer.BeginSubsegment("step"))
                        {
                            try
                            {
                                Console.WriteLine(1);
                            }
                            catch (Exception e)
                            {
                                AutoTracer.Current.AddException(e);
                            }
                        }
                    }
            """), await project.FixedAsync());
    }

    [Theory]
    [InlineData(
        "r.BeginSubsegment(\"x\"); Console.WriteLine(); r.EndSubsegment();", "finally of a try that follows at once")]
    [InlineData("r.BeginSubsegment(\"x\");", "finally of a try that follows at once")]
    [InlineData("r.EndSubsegment();", "begun in another method")]
    [InlineData("r.BeginSubsegment(\"x\", DateTime.Now); try { } finally { r.EndSubsegment(); }", "timestamp")]
    [InlineData("r.BeginSubsegment(\"x\"); try { } finally { r.EndSubsegment(DateTime.Now); }", "finally of a try")]
    [InlineData(
        "r.BeginSubsegment(\"x\"); try { } finally { if (r is not null) { r.EndSubsegment(); } }", "finally of a try")]
    [InlineData(
        "r.BeginSubsegment(\"x\"); try { } finally { r.EndSubsegment(); Console.WriteLine(); }", "finally of a try")]
    [InlineData(
        "r.BeginSubsegment(\"x\"); try { if (r is null) { r.EndSubsegment(); } } finally { r.EndSubsegment(); }",
        "an end inside")]
    [InlineData("r.BeginSubsegment(\"x\"); try { } finally { r.EndSegment(); }", "finally of a try")]
    [InlineData(
        "var e = r.GetEntity(); r.BeginSubsegment(\"x\"); try { } finally { r.EndSubsegment(); } r.SetEntity(e);",
        "hands the entity over")]
    [InlineData("r.BeginSegment(\"x\", \"1-2-3\"); try { } finally { r.EndSegment(); }", "passes ids")]
    [InlineData(
        "r.BeginSubsegment(\"x\"); try { r.AddMetadata(\"k\", new object()); } finally { r.EndSubsegment(); }",
        "JsonTypeInfo")]
    [InlineData(
        "r.BeginSubsegment(\"x\"); try { r.AddAnnotation(\"k\", 1m); } finally { r.EndSubsegment(); }",
        "annotations of type")]
    [InlineData("try { r.BeginSubsegment(r.ToString()!); } finally { r.EndSubsegment(); }", "computed inside the try")]
    public async Task PairThatCannotBeAUsingIsOnlyReported(string statements, string reason)
    {
        using MigratingProject project = new(
            $"using Amazon.XRay.Recorder.Core; public class C {{ void M(IAWSXRayRecorder r) {{ {statements} }} }}");

        IReadOnlyList<Diagnostic> diagnostics = await project.DiagnosticsAsync();
        Assert.All(diagnostics, diagnostic => Assert.Equal("AT3002", diagnostic.Id));
        Assert.Contains(diagnostics, diagnostic => diagnostic.GetMessage(null).Contains(reason, StringComparison.Ordinal));
        Assert.Empty(await project.OffersAsync(diagnostics[0]));
    }

    [Fact]
    public async Task IteratorIsOnlyReported()
    {
        using MigratingProject project = new("""
            using Amazon.XRay.Recorder.Core;
            public class C
            {
                IEnumerable<int> M(IAWSXRayRecorder r)
                {
                    r.BeginSubsegment("x");
                    try { yield return 1; } finally { r.EndSubsegment(); }
                }
            }
            """);

        Assert.Contains("iterator", (await project.DiagnosticsAsync())[0].GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DetailMovesByItselfWhereNoSubsegmentIsInItsMethod()
    {
        using MigratingProject project = Of("        AWSXRayRecorder.Instance.AddAnnotation(\"user\", \"me\");");

        Assert.Equal(Program("        AutoTracer.Current.Annotate(\"user\", \"me\");"), await project.FixedAsync());
    }

    private static MigratingProject Of(string statements) => new(Program(statements));

    private static string Program(string statements) => $$"""
        using System;
        using Amazon.XRay.Recorder.Core;

        public class Shop
        {
            public void Sell()
            {
        {{statements}}
            }
        }
        """;
}
