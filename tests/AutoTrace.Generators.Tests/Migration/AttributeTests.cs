using AutoTrace.CodeFixes.Migration;

namespace AutoTrace.Generators.Tests.Migration;

/// <summary>A method that is nothing but a TraceMethod call can carry the attribute instead.</summary>
public sealed class AttributeTests
{
    [Fact]
    public async Task ExpressionStaysAnExpression()
    {
        using MigratingProject project = new("""
            using Amazon.XRay.Recorder.Core;

            public class Shop
            {
                /// <summary>Sells.</summary>
                public int Sell(int id) => AWSXRayRecorder.Instance.TraceMethod("sell", () => id + 1);
            }
            """);

        Assert.Equal("""
            using Amazon.XRay.Recorder.Core;

            public class Shop
            {
                /// <summary>Sells.</summary>
                [Traced(Name = "sell")]
                public int Sell(int id) => id + 1;
            }
            """, await project.FixedAsync(XRayMigrationCodeFix.AttributeKey));
    }

    [Fact]
    public async Task AsyncLambdaBecomesTheBodyOfAnAsyncMethod()
    {
        using MigratingProject project = new("""
            using Amazon.XRay.Recorder.Core;

            public class Shop
            {
                public Task<int> Sell(int id)
                {
                    return AWSXRayRecorder.Instance.TraceMethodAsync("Shop.Sell", async () =>
                    {
                        // Waits.
                        await Task.Yield();
                        AWSXRayRecorder.Instance.AddAnnotation("id", id);
                        return id;
                    });
                }
            }
            """);

        Assert.Equal("""
            using Amazon.XRay.Recorder.Core;

            public class Shop
            {
                [Traced]
                public async Task<int> Sell(int id)
                {
                    // Waits.
                    await Task.Yield();
                    AutoTracer.Current.Annotate("id", id);
                    return id;
                }
            }
            """, await project.FixedAsync(XRayMigrationCodeFix.AttributeKey));
    }

    [Theory]
    [InlineData("public virtual int M(IAWSXRayRecorder r) => r.TraceMethod(\"x\", () => 1);")]
    [InlineData("public override string ToString() => AWSXRayRecorder.Instance.TraceMethod(\"x\", () => \"\");")]
    [InlineData("int IShop.M(IAWSXRayRecorder r) => r.TraceMethod(\"x\", () => 1);")]
    [InlineData("public int M(IAWSXRayRecorder r) => r.TraceMethod(\"x\", () => 1); int IShop.N() => 2;")]
    [InlineData("public int P(IAWSXRayRecorder r, string name) => r.TraceMethod(name, () => 1);")]
    [InlineData("public void P(IAWSXRayRecorder r) { r.TraceMethod(\"x\", () => { }); Console.WriteLine(); }")]
    public async Task MethodThatIsCalledAnotherWayOrDoesMoreIsOnlyOfferedAScope(string members)
    {
        using MigratingProject project = new($$"""
            using Amazon.XRay.Recorder.Core;
            public interface IShop { int M(IAWSXRayRecorder r) => 0; int N() => 0; }
            public class C : IShop { {{members}} }
            """);

        Assert.Equal([XRayMigrationCodeFix.ScopeKey], (await project.OffersAsync()).Select(offer => offer.EquivalenceKey));
    }
}
