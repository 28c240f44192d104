using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.CallSites;

/// <summary>What is passed to a traced method.</summary>
public sealed class ArgumentTests
{
    [Fact]
    public async Task EveryWayOfPassingIsKept()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            C c = new();
            int a = 1, b = 2;
            c.Ref(ref a, in b, out int d);
            c.Ref(y: 5, x: ref a, z: out d);
            c.ReadOnly(in a);
            Log.Line($"{a} {d}");
            c.Params("p");
            c.Params("p", 1, 2);
            c.Params("p", null!);
            c.Spans(1, 2, 3);
            c.Optional();
            c.Optional(y: "z");
            Log.Line(c.Slice("hello", 1).ToString());
            Span<char> buffer = stackalloc char[2];
            c.Fill(buffer);
            Log.Line(buffer.ToString());
            c.Reference(c.Values) = 9;
            Log.Line(c.Values[0] + c.ReadOnlyReference(c.Values));
            Log.Line(c.Tuple((1, "x")).Name);
            Log.Line(c.Dynamic("text") + c.Dynamic2((object)4));
            object o = 1;
            c.Dynamic3(ref o, out object p);
            Log.Line($"{o} {p}");

            class C
            {
                public int[] Values = [1];
                [Traced] public void Ref(ref int x, in int y, out int z) { x += y; z = x * 2; }
                [Traced] public void ReadOnly(ref readonly int x) => Log.Line(x);
                [Traced] public void Params(string s, params int[]? all) => Log.Line(s + (all?.Length ?? -1));
                [Traced] public void Spans(params ReadOnlySpan<int> all) => Log.Line(all.Length);
                [Traced] public void Optional(int x = 3, string y = "y", DayOfWeek day = DayOfWeek.Friday) => Log.Line(x + y + day);
                [Traced] public ReadOnlySpan<char> Slice(ReadOnlySpan<char> text, int start) => text[start..];
                [Traced] public void Fill(scoped Span<char> target) => target.Fill('f');
                [Traced] public ref int Reference(int[] all) => ref all[0];
                [Traced] public ref readonly int ReadOnlyReference(int[] all) => ref all[0];
                [Traced] public (int Id, string Name) Tuple((int Id, string Name) value) => value;
                [Traced] public dynamic Dynamic(string x) => x.Length;
                [Traced] public int Dynamic2(dynamic x) => x;
                [Traced] public void Dynamic3(ref dynamic x, out dynamic y) => y = x = 5;
            }
            """);

        Assert.Equal(17, program.Intercepted.Count);
        Assert.Equal(17, program.Subsegments.Count);
    }

    /// <summary>Bound again at run time, the call would choose the overload of the value's own type.</summary>
    [Fact]
    public async Task DynamicParametersDoNotBindTheCallAgain()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            C c = new();
            object one = 1;
            c.M(one);
            c.Wrapped(one);

            partial class C
            {
                [Traced] public void M(dynamic x) => Log.Line("dynamic");
                public void M(int x) => Log.Line("int");
                [Traced] public partial void Wrapped(dynamic x);
                private void WrappedCore(dynamic x) => Log.Line("dynamic");
                private void WrappedCore(int x) => Log.Line("int");
            }
            """);

        Assert.Equal("dynamic\ndynamic", program.Output);
        Assert.Equal(["C.M", "C.Wrapped"], program.Subsegments);
    }

    [Fact]
    public async Task CallerInfoIsThatOfTheUsersCall()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using System.Runtime.CompilerServices;

            static class P
            {
                static void Main() => Note(1 + 2);

                [Traced]
                public static void Note(
                    int value,
                    [CallerMemberName] string member = "",
                    [CallerLineNumber] int line = 0,
                    [CallerArgumentExpression(nameof(value))] string expression = "",
                    [CallerFilePath] string path = "") => Log.Line($"{member} {line} {expression} {path}");
            }
            """);

        Assert.Equal("Main 5 1 + 2 Program.cs", program.Output);
        Assert.Equal("P.Note", program.Trace);
    }

    [Fact]
    public async Task InterpolatedStringHandlersArePassedOn()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            using System.Runtime.CompilerServices;

            P.Write(true, $"a{1}b");
            P.Write(false, $"a{P.Boom()}b");

            static class P
            {
                public static int Boom() => throw new InvalidOperationException();
                [Traced] public static void Write(bool on, [InterpolatedStringHandlerArgument(nameof(on))] ref Handler handler) => Log.Line(handler.Text);
            }

            [InterpolatedStringHandler]
            public struct Handler
            {
                public string Text;
                public Handler(int length, int holes, bool on, out bool shouldAppend) { Text = ""; shouldAppend = on; }
                public void AppendLiteral(string s) => Text += s;
                public void AppendFormatted<T>(T t) => Text += t;
            }
            """);

        Assert.Equal("a1b\n", program.Output);
        Assert.Equal(["P.Write", "P.Write"], program.Subsegments);
    }

    [Fact]
    public async Task PointersAndFunctionPointersArePassedOn()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            unsafe
            {
                int x = 3;
                P.Add(&x, &P.Twice);
                Log.Line(x);
                Box box = new() { Value = 4 };
                Box* pointer = &box;
                Log.Line(pointer->Get(&x)[0]);
            }

            static unsafe class P
            {
                public static int Twice(int x) => x * 2;
                [Traced] public static void Add(int* x, delegate*<int, int> f) => *x = f(*x);
            }

            struct Box
            {
                public int Value;
                [Traced] public unsafe int* Get(int* x) { *x += Value; return x; }
            }
            """);

        Assert.Equal("6\n10", program.Output);
        Assert.Equal(["P.Add", "Box.Get"], program.Subsegments);
    }

    [Fact]
    public async Task NamesThatCollideWithGeneratedOnesAreFine()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            Log.Line(await new @class().@event(1, 2, 3, 4, 5, 6));
            Log.Line(new @class().Plain<int, string>(1, "x", null));

            class @class
            {
                [Traced] public Task<int> @event(int self, int call, int task, int exception, int @params, int @await) => Task.FromResult(self + call + task + exception + @params + @await);
                [Traced] public string? Plain<call, exception>(call self, exception @ref, object? global) => $"{self}{@ref}{global}";
                [Traced] public void Plain() { }
            }
            """);

        Assert.Equal("21\n1x", program.Output);
        Assert.Equal(["class.event", "class.Plain"], program.Subsegments);
    }

    [Fact]
    public async Task OverloadsKeepApart()
    {
        TracedProgram program = await TracedProgram.RunAsync("""
            C c = new();
            c.M(1); c.M("s"); c.M((object)"o"); c.M<string>("g"); c.M(); c.M(1, 2); c.M(in c.Field); C.M(c, 1);

            class C
            {
                public int Field = 1;
                [Traced] public void M(int x) => Log.Line("int");
                [Traced] public void M(in int x) => Log.Line("in int");
                [Traced] public void M(string x) => Log.Line("string");
                [Traced] public void M(object x) => Log.Line("object");
                [Traced] public void M<T>(T x) => Log.Line("T");
                [Traced] public void M(params int[] x) => Log.Line("params");
                [Traced] public static void M(C c, int x) => Log.Line("static");
            }
            """);

        Assert.Equal("int\nstring\nobject\nT\nparams\nparams\nin int\nstatic", program.Output);
        Assert.Equal(8, program.Subsegments.Count);
    }
}
