using AutoTrace.CodeFixes.Methods;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoTrace.Generators.Tests.CodeFixes;

/// <summary>A partial traced method gets the body that it lacks.</summary>
public sealed class AddBodyTests
{
    [Fact]
    public Task TheBodyHasTheMethodsSignature() => FixesAsync(
        """
        static partial class Shop
        {
            /// <summary>Adds.</summary>
            [Traced]
            public static partial ref T Add<T>(
                this T[] items,
                [Annotate] in int count = 1)
                where T : class;
        }
        """,
        """
        static partial class Shop
        {
            /// <summary>Adds.</summary>
            [Traced]
            public static partial ref T Add<T>(
                this T[] items,
                [Annotate] in int count = 1)
                where T : class;

            private static ref T AddCore<T>(
                T[] items,
                in int count)
                where T : class => throw new NotImplementedException();
        }
        """);

    [Fact]
    public Task TheBodyHasTheNameThatTheAttributeSays() => FixesAsync(
        """
        partial class C
        {
            [Traced(Body = "Run")] public virtual partial Task<int> RunAsync(params int[] x);
        }
        """,
        """
        partial class C
        {
            [Traced(Body = "Run")] public virtual partial Task<int> RunAsync(params int[] x);

            private Task<int> Run(int[] x) => throw new NotImplementedException();
        }
        """);

    [Fact]
    public Task AllOfAProjectGetTheirs() => FixesAsync(
        """
        partial class A
        {
            [Traced] public partial void M();
            [Traced] private partial int M(int x);
        }
        """,
        """
        partial class A
        {
            [Traced] public partial void M();

            private void MCore() => throw new NotImplementedException();
            [Traced] private partial int M(int x);

            private int MCore(int x) => throw new NotImplementedException();
        }
        """,
        FixAllScope.Project);

    [Fact]
    public async Task ANameThatIsNoneIsNotOffered()
    {
        using TracingProject project = new(
            new AddBodyCodeFix(), "partial class C { [Traced(Body = \"a b\")] public partial void M(); }");
        Assert.Empty(await project.OffersAsync());
    }

    private static async Task FixesAsync(string before, string after, FixAllScope? scope = null)
    {
        using TracingProject project = new(new AddBodyCodeFix(), before);
        FixedProject result = scope is { } all ? await project.AllFixedAsync(all) : await project.FixedAsync();
        Assert.Equal(after, await result.TextAsync());
        Assert.Empty(await result.ReportsAsync());
    }
}
