using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Options;

/// <summary>What traced methods return, recorded because an attribute asks for it.</summary>
public sealed class ResultTests
{
    [Fact]
    public async Task ResultsAreRecordedAtCallsAndAroundBodies()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(new P().Count());
            Log.Line(new P().Body());
            Log.Line(await new P().TaskAsync(1));
            Log.Line(await new P().TaskAsync(0));
            Log.Line(await new P().ValueTaskAsync());
            Log.Line(await new P().BodyAsync());
            Log.Line(P.Hidden());
            Log.Line(new P().Total);

            partial class P
            {
                [Traced] [return: Annotate] public int Count() => 3;
                [Traced] [return: Annotate("text")] public partial string Body();
                private string BodyCore() => "b";
                [Traced] [return: Annotate] public async Task<bool> TaskAsync(int wait) { await Task.Delay(wait); return true; }
                [Traced] [return: Annotate] public ValueTask<DayOfWeek> ValueTaskAsync() => new(DayOfWeek.Friday);
                [Traced] [return: Annotate] public partial Task<long?> BodyAsync();
                private async Task<long?> BodyAsyncCore() { await Task.Yield(); return 5; }
                public static decimal Hidden() => HiddenPart();
                [Traced] [return: Annotate] private static decimal HiddenPart() => 2.5m;
                [Traced] public partial int Total { [return: Annotate] get; }
                private int TotalCore => 7;
            }
            """);

        Assert.Equal(
            """
            P.Count {"result":3}
            P.Body {"text":"b"}
            P.TaskAsync {"result":true}
            P.TaskAsync {"result":true}
            P.ValueTaskAsync {"result":"Friday"}
            P.BodyAsync {"result":5}
            P.HiddenPart {"result":2.5}
            P.Total.get {"result":7}
            """,
            Annotations(program));
    }

    [Fact]
    public async Task CallsThatThrowOrAreCancelledRecordNothing()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            try { P.Throw(); } catch (FormatException e) { Log.Thrown(e); }
            try { await P.ThrowAsync(); } catch (FormatException e) { Log.Thrown(e); }
            try { await P.CancelAsync(); } catch (OperationCanceledException e) { Log.Thrown(e); }
            Log.Line(P.Null() is null);

            static class P
            {
                [Traced] [return: Annotate] public static int Throw() => throw new FormatException();
                [Traced] [return: Annotate] public static async Task<int> ThrowAsync() { await Task.Yield(); throw new FormatException(); }
                [Traced] [return: Annotate] public static ValueTask<int> CancelAsync() => ValueTask.FromCanceled<int>(new CancellationToken(true));
                [Traced] [return: Annotate] public static string? Null() => null;
            }
            """);

        Assert.Equal("P.Throw \nP.ThrowAsync \nP.CancelAsync \nP.Null ", Annotations(program));
    }

    [Fact]
    public async Task AttributesOfInterfacesAndOfTheBodyThatRunsCount()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            IOrders orders = new Orders();
            orders.Get();
            orders = new Wrapped();
            orders.Get();
            IStock stock = new Shelf();
            stock.Count();
            stock = new Plain();
            stock.Count();
            stock = new Silent();
            stock.Count();
            await stock.LoadAsync();
            IGet<int> get = new Numbers();
            get.Get();
            new Numbers().Get();

            interface IOrders { [Traced] [return: Annotate("order")] int Get(); }
            class Orders : IOrders { public int Get() => 1; }
            partial class Wrapped : IOrders
            {
                [Traced] public partial int Get();
                private int GetCore() => 2;
            }

            interface IStock { int Count(); Task<int> LoadAsync(); }
            class Shelf : IStock { [Traced] [return: Annotate("shelf")] public int Count() => 3; public Task<int> LoadAsync() => Task.FromResult(0); }
            class Plain : IStock { public int Count() => 4; public Task<int> LoadAsync() => Task.FromResult(0); }
            class Silent : IStock { [Traced] public int Count() => 5; [Traced] [return: AddMetadata] public async Task<int> LoadAsync() { await Task.Yield(); return 6; } }

            interface IGet<T> { T Get(); }
            class Numbers : IGet<int> { [Traced] [return: Annotate] public int Get() => 8; }
            """);

        Assert.Equal(
            """
            IOrders.Get {"order":1}
            IOrders.Get {"order":2}
            Shelf.Count {"shelf":3}
            Silent.Count 
            Silent.LoadAsync  {"default":{"result":6}}
            Numbers.Get {"result":8}
            Numbers.Get {"result":8}
            """,
            Annotations(program));
    }

    [Fact]
    public async Task AResultThatItsBaseTypeDoesNotHaveIsNotRecordedThroughIt()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Base b = new Derived();
            await b.RunAsync();
            Log.Line(await new Derived().RunAsync());
            Log.Line(b.Get());

            class Base { public virtual Task RunAsync() => Task.CompletedTask; public virtual object Get() => 1; }
            class Derived : Base
            {
                [Traced] [return: Annotate] public override Task<int> RunAsync() => Task.FromResult(1);
                [Traced] [return: Annotate] public override string Get() => "s";
            }
            """);

        Assert.Equal("Derived.RunAsync \nDerived.RunAsync {\"result\":1}\nDerived.Get {\"result\":\"s\"}", Annotations(program));
    }

    [Fact]
    public async Task MetadataIsRecordedBesideOrInPlaceOfAnnotations()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.Find("tea", 2, null);
            foreach (int item in P.Items("page")) { }

            static class P
            {
                [Traced] [return: Annotate, AddMetadata("plan")]
                public static string Find([Annotate, AddMetadata("query_text")] string query, [AddMetadata] int page, [AddMetadata] Guid? none) => query;
                [Traced] public static IEnumerable<int> Items([AddMetadata] string name) { yield return 1; }
            }
            """);

        Assert.Equal(
            """
            P.Find {"query":"tea","result":"tea"} {"default":{"query_text":"tea","page":2,"plan":"tea"}}
            P.Items  {"default":{"name":"page"}}
            """,
            Annotations(program));
    }

    [Fact]
    public async Task CaptureResultTakesPlainValuesAlone()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            P.Count(1); await P.NameAsync(); P.Order(); P.Mine(); P.GetToken(); P.Hidden(); P.Nothing(); P.Off();
            Q.Named("a", 2);

            struct Mine : IFormattable
            {
                public string ToString(string? format, IFormatProvider? provider) { Log.Line("never"); return ""; }
            }

            [Traced(CaptureResult = true)]
            static class P
            {
                public static int Count(int x) => x;
                public static Task<string> NameAsync() => Task.FromResult("n");
                public static object Order() => new();
                public static Mine Mine() => default;
                public static string GetToken() => "t";
                [return: NoCapture] public static int Hidden() => 1;
                public static void Nothing() { }
                [Traced(CaptureResult = false)] public static int Off() => 1;
            }

            [Traced(CaptureArguments = true, CaptureResult = true, CaptureAs = CaptureAs.Metadata)]
            static class Q { public static bool Named(string name, [Annotate] int count) => true; }
            """);

        Assert.Equal(
            """
            P.Count {"result":1}
            P.NameAsync {"result":"n"}
            P.Order 
            P.Mine 
            P.GetToken 
            P.Hidden 
            P.Nothing 
            P.Off 
            Q.Named {"count":2} {"default":{"name":"a","result":true}}
            """,
            Annotations(program));
        Assert.Equal("", program.Output);
    }

    [Fact]
    public async Task ResultsThatCannotBeRecordedAreErrors() => await ReportsAsync(
        """
        class C
        {
            int _field;
            [Traced] [return: Annotate] void A() { }
            [Traced] [return: Annotate] Task B() => Task.CompletedTask;
            [Traced] [return: AddMetadata] object D() => this;
            [Traced] [return: Annotate] ref int E() => ref _field;
            [Traced] [return: Annotate] IEnumerable<int> F() { yield return 1; }
            [Traced] [return: Annotate] Task<int[]> G() => Task.FromResult(new int[1]);
            [Traced] [return: Annotate, AddMetadata] Task<int?> Fine() => Task.FromResult<int?>(1);
        }
        """,
        [.. "Annotate Annotate AddMetadata Annotate Annotate Annotate".Split(' ').Select(each => $"AT2009 Error {each}")]);

    [Fact]
    public async Task KeysThatXRayRefusesAreErrors() => await ReportsAsync(
        """
        class C
        {
            [Traced] [return: Annotate("a-b")] int A([AddMetadata("")] int x) => x;
            [Traced] [return: AddMetadata("a-b")] int B() => 1;
        }
        """,
        "AT2004 Error Annotate(\"a-b\")",
        "AT2004 Error AddMetadata(\"\")");

    [Fact]
    public async Task WhatHasNoEffectOrLooksLikeASecretIsReported() => await ReportsAsync(
        """
        class C
        {
            [return: Annotate] int Untraced() => 1;
            [Traced] [return: Annotate, NoCapture] int Kept() => 1;
            [Traced] [return: AddMetadata] string NewPassword([AddMetadata] string token) => token;
            [Traced(CaptureResult = true)] void Nothing() { }
            [Traced(CaptureResult = true)] Task<int> Fine() => Task.FromResult(1);
        }
        """,
        "AT2003 Warning Annotate",
        "AT2003 Warning Annotate",
        "AT2005 Info NewPassword",
        "AT2005 Info token",
        "AT2008 Warning Traced(CaptureResult = true)");

    private static async Task ReportsAsync(string file, params string[] expected) =>
        Assert.Equal(expected, await Reports.OfAsync(file));

    /// <summary>
    /// A line for each subsegment, in the order in which they started: its annotations and its metadata.
    /// </summary>
    private static string Annotations(TracedProgram program) => string.Join('\n', program.Run.Tree.Nodes
        .Where(node => !node.IsSegment).OrderBy(node => node.Start)
        .Select(node => $"{node.Name} {node.Annotations?.ToJsonString()}" +
            (node.Metadata is { } metadata ? " " + metadata.ToJsonString() : "")));
}
