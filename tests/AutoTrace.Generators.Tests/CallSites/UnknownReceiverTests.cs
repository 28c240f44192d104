using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>
/// Receivers of which the generator could not know: the call runs untraced, and the process says so in
/// <see cref="AutoTraceRuntime.CoverageGaps"/>. The list is the process's: every test has names of its own.
/// </summary>
public sealed class UnknownReceiverTests
{
    [Fact]
    public async Task CallOnADynamicProxyIsAGapOnce()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using System.Reflection;

            IProxied proxy = DispatchProxy.Create<IProxied, Forwarder>();
            foreach (IProxied orders in new[] { proxy, proxy, new Traced() })
            {
                Log.Line(orders.Get(1));
            }

            public interface IProxied { int Get(int id); }
            public class Traced : IProxied { [Traced] public int Get(int id) => id; }
            public class Forwarder : DispatchProxy
            {
                protected override object? Invoke(MethodInfo? method, object?[]? arguments) => method!.Invoke(new Traced(), arguments);
            }
            """);

        Assert.Equal("1\n1\n1", program.Output);
        Assert.Equal("Traced.Get", program.Trace);
        CoverageGap gap = Assert.Single(GapsOf("IProxied"));
        Assert.Equal(CoverageGapKind.UnknownReceiver, gap.Kind);
        Assert.StartsWith("IProxied.Get(int) on generatedProxy_", gap.Subject, StringComparison.Ordinal);
        Assert.Contains("not traced: the type was made at run time", gap.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Put [Traced] on 'IProxied.Get(int)' itself, or make the traced methods behind it partial.",
            gap.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task TypesThatTheGeneratorKnewAreNoGaps()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            IKnown? none = null;
            Log.Line(none?.Get() is null);
            foreach (IKnown orders in new IKnown[] { new Traced(), new Plain(), new Derived(), new FromPlain(), Holder.Make(), new Value() })
            {
                orders.Get();
            }

            interface IKnown { object Get(); }
            class Traced : IKnown { [Traced] public virtual object Get() => 1; }
            class Plain : IKnown { public object Get() => 2; }
            class Derived : Traced { [NoTrace] public override object Get() => 3; }
            class FromPlain : Plain;
            struct Value : IKnown { public object Get() => 4; }
            static class Holder
            {
                public static IKnown Make() => new Hidden();
                private class Hidden : IKnown { public object Get() => 5; }
            }
            """);

        Assert.Equal("Traced.Get", program.Trace);
        Assert.Empty(GapsOf("IKnown"));
    }

    /// <summary>
    /// A base type's body is wrapped; an override of it, which is not, makes calls look at their receivers.
    /// </summary>
    [Fact]
    public async Task TypeThatDeclaresAVirtualMethodIsNoGap()
    {
        byte[] library = Generation.Of(TestCompilation.Create("Library", isLibrary: true, """
            public partial class Declaring { [Traced] public virtual partial void Get(); private void GetCore() { } }
            """)).Emit();
        Generation app = Generation.Of(TestCompilation.Create("App", isLibrary: false, """
            foreach (Declaring each in new Declaring[] { new(), new Derived() }) { each.Get(); }

            class Derived : Declaring { public override void Get() { } }
            """).AddReferences(MetadataReference.CreateFromImage(library)));

        Assert.Equal("Declaring.Get\nDerived.Get", (await Run.OfAsync(app.Emit(), library)).Trace);
        Assert.Empty(GapsOf("Declaring"));
    }

    [Theory]
    [InlineData("[Traced] ", 1)]
    [InlineData("", 0)]
    public async Task TypeOfAnAssemblyThatTheCallerDoesNotReferenceIsAGapIfAutoTraceIsInIt(string attribute, int gaps)
    {
        string contract = $"IPlugIn{gaps}";
        byte[] contracts = Generation.Of(TestCompilation.Create(
            "Contracts", isLibrary: true, $"public interface {contract} {{ int Get(); }}")).Emit();
        PortableExecutableReference contractsReference = MetadataReference.CreateFromImage(contracts);
        byte[] plugIn = Generation.Of(TestCompilation.Create(
                "PlugIn", isLibrary: true, $"public class PlugIn : {contract} {{ {attribute}public int Get() => 1; }}")
            .AddReferences(contractsReference)).Emit();
        Generation app = Generation.Of(TestCompilation.Create(
                "App",
                isLibrary: false,
                $$"""
                using System.Reflection;
                using System.Runtime.Loader;

                Assembly plugIn = AssemblyLoadContext.GetLoadContext(Assembly.GetExecutingAssembly())!.Assemblies
                    .Single(assembly => assembly.GetName().Name == "PlugIn");
                foreach ({{contract}} orders in new[] { new Own(), ({{contract}})Activator.CreateInstance(plugIn.GetType("PlugIn")!)! })
                {
                    Log.Line(orders.Get());
                }

                class Own : {{contract}} { [Traced] public int Get() => 0; }
                """)
            .AddReferences(contractsReference));

        Run run = await Run.OfAsync(app.Emit(), contracts, plugIn);

        Assert.Equal("0\n1", run.Output);
        Assert.Equal("Own.Get", run.Trace);
        IEnumerable<CoverageGap> found = GapsOf(contract);
        Assert.Equal(gaps, found.Count());
        Assert.All(found, gap => Assert.Contains(
            "the project that makes the call does not reference PlugIn", gap.Message, StringComparison.Ordinal));
    }

    private static IEnumerable<CoverageGap> GapsOf(string type) => AutoTraceRuntime.CoverageGaps
        .Where(gap => gap.Subject.StartsWith($"{type}.", StringComparison.Ordinal));
}
