using AutoTrace.Generators.Tests.Harness;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>How calls end.</summary>
public sealed class ReturnTests
{
    [Fact]
    public async Task TasksEndWhenTheyComplete()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            C c = new();
            await c.Task(); Log.Line(await c.TaskOf(1)); await c.Value(); Log.Line(await c.ValueOf("v"));
            await c.Quick(); Log.Line(await c.QuickOf(2));

            class C
            {
                [Traced] public async Task Task() { await System.Threading.Tasks.Task.Delay(1); Inner(); }
                [Traced] public async Task<T> TaskOf<T>(T x) { await System.Threading.Tasks.Task.Yield(); Inner(); return x; }
                [Traced] public async ValueTask Value() { await System.Threading.Tasks.Task.Yield(); Inner(); }
                [Traced] public async ValueTask<T> ValueOf<T>(T x) { await System.Threading.Tasks.Task.Yield(); Inner(); return x; }
                [Traced] public Task Quick() { Inner(); return System.Threading.Tasks.Task.CompletedTask; }
                [Traced] public ValueTask<int> QuickOf(int x) { Inner(); return new(x); }
                [Traced] private void Inner() { }
            }
            """);

        Assert.Equal(
            """
            C.Task
              C.Inner
            C.TaskOf
              C.Inner
            C.Value
              C.Inner
            C.ValueOf
              C.Inner
            C.Quick
              C.Inner
            C.QuickOf
              C.Inner
            """,
            program.Trace);
    }

    [Fact]
    public async Task FailuresOfAllKindsPassUntouched()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            C c = new();
            try { c.Sync(); } catch (InvalidOperationException e) { Log.Line(e.Message + e.StackTrace!.Split('\n').Length); }
            try { await c.Async(); } catch (InvalidOperationException e) { Log.Line(e.Message); }
            try { await c.Value(); } catch (InvalidOperationException e) { Log.Line(e.Message); }
            try { await c.Cancelled(); } catch (OperationCanceledException e) { Log.Line(e.GetType().Name); }
            c.Swallowed();

            class C
            {
                [Traced] public int Sync() => throw new InvalidOperationException("sync");
                [Traced] public async Task Async() { await Task.Yield(); throw new InvalidOperationException("async"); }
                [Traced] public async ValueTask<int> Value() { await Task.Yield(); throw new InvalidOperationException("value"); }
                [Traced] public Task Cancelled() => Task.FromCanceled(new CancellationToken(true));
                [Traced] public void Swallowed() { try { Sync(); } catch (InvalidOperationException) { } }
            }
            """);

        Assert.Equal("sync2\nasync\nvalue\nTaskCanceledException", program.Output);
        Assert.Equal(
            """
            C.Sync [fault]
            C.Async [fault]
            C.Value [fault]
            C.Cancelled
            C.Swallowed
              C.Sync [fault]
            """,
            program.Trace);
        TraceNode failed = program.Run.Tree.Nodes.First(node => node.Name == "C.Sync");
        Assert.Equal("sync", failed.Cause!["exceptions"]![0]!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task ExceptionFiltersRunBeforeAnythingIsUnwound()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            try { P.Throw(); } catch (Exception) when (P.See("filter")) { Log.Line("caught"); }

            static class P
            {
                public static bool See(string what) { Log.Line(what); return true; }
                [Traced] public static void Throw() { try { throw new Exception(); } finally { Log.Line("finally"); } }
            }
            """);

        Assert.Equal("filter\nfinally\ncaught", program.Output);
    }

    [Fact]
    public async Task ConcurrentTasksAreSiblings()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            await P.All();

            static class P
            {
                [Traced] public static async Task All() => await Task.WhenAll(One(1), One(2), One(3));
                [Traced] private static async Task<int> One(int x) { await Task.Delay(5); return x; }
            }
            """);

        Assert.Equal("P.All\n  P.One\n  P.One\n  P.One", program.Trace);
    }

    [Fact]
    public async Task AsyncVoidIsTracedUpToItsFirstWait()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            TaskCompletionSource done = new();
            P.Fire(done);
            await done.Task;

            static class P
            {
                [Traced] public static async void Fire(TaskCompletionSource done) { await Task.Yield(); Log.Line("fired"); done.SetResult(); }
            }
            """);

        Assert.Equal("fired", program.Output);
        Assert.Equal("P.Fire", program.Trace);
    }

    [Fact]
    public async Task NullTaskIsReturnedAsItIs()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(P.Nothing() is null);

            static class P
            {
                [Traced] public static Task<int>? Nothing() => null;
            }
            """);

        Assert.Equal("True", program.Output);
        Assert.Equal("P.Nothing", program.Trace);
    }
}
