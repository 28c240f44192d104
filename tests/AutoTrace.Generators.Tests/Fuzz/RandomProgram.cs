using System.Text;

namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>
/// Writes a valid program of a few hundred lines, the same one for the same seed, and predicts the trace that it
/// leaves. Members only use what was declared before them, so that every program ends.
/// </summary>
internal sealed class RandomProgram
{
    private static readonly Action<RandomProgram>[] s_declarations =
    [
        PlainTypes.Declare, PlainTypes.Declare, PlainTypes.Declare, SimpleMethods.Declare, SimpleMethods.Declare,
        Hierarchies.Declare, Interfaces.Declare, Structs.Declare, Extensions.Declare, Streams.Declare,
        ImplicitMembers.Declare, StaticSlots.Declare, HiddenTypes.Declare, TaskMethods.Declare,
        BodyMembers.Declare,
    ];

    private readonly StringBuilder _declarations = new();
    private readonly List<Use> _uses = [];
    private readonly List<Use> _main = [];
    private int _lastNumber;

    public RandomProgram(int seed)
    {
        Random = new Random(seed);
        Action<RandomProgram>[] order = [.. s_declarations];
        Random.Shuffle(order);
        foreach (Action<RandomProgram> declare in order[..11])
        {
            declare(this);
        }

        Use[] all = [.. _uses];
        Random.Shuffle(all);
        int cost = 0;
        _main.AddRange(all.TakeWhile(use => (cost += use.Cost) < 700));
    }

    public Random Random { get; }

    /// <summary>The rows of docs/coverage.md of which the program has a use that runs.</summary>
    public HashSet<int> Rows { get; } = [];

    /// <summary>How many statements the program's <c>Main</c> has.</summary>
    public int Length => _main.Count;

    /// <summary>The program, with these statements of <c>Main</c>.</summary>
    public string Write(Range range) => $$$"""
        #define YES
        #pragma warning disable
        using System.Collections;
        using System.Diagnostics;
        using System.Linq.Expressions;
        using System.Runtime.CompilerServices;

        {{{string.Concat(_main[range].Select(use => use.Catching(isAsync: true)))}}}
        Log.Line(string.Join(' ', Statics.Cells));
        Log.Line(Statics.Local.Value);

        static partial class Statics
        {
            public static readonly bool True = true;
            public static readonly int[] Cells = new int[10];
            public static readonly AsyncLocal<string?> Local = new();
            public static readonly Task<int> Cached = Task.FromResult(1);
            public static int Depth;
            public static void Caught(Exception e)
            {
                Depth = 0;
                Log.Line($"{e.Message} from {e.TargetSite?.Name}");
            }
        }

        {{{_declarations}}}
        """;

    /// <summary>The trace of <see cref="Write"/>.</summary>
    public string Predict(Range range)
    {
        Rows.Clear();
        Node root = new("test");
        foreach (Use use in _main[range])
        {
            Hit(use, root, isCaught: true);
        }

        return root.Render();
    }

    /// <summary>A name that nothing else has.</summary>
    public string Name(string kind) => kind + ++_lastNumber;

    public Tracing Tracing(params Tracing[] all) =>
        all.Length > 0 ? Random.GetItems(all, 1)[0] : (Tracing)Random.Next(3);

    public void Add(string declaration) => _declarations.Append(declaration).Append('\n');

    public void Add(int row, string code, Action<Node> run, int cost) => Add(row, _ => code, run, cost);

    /// <summary>A use that makes these calls, one behind the other.</summary>
    public void Add(int row, string code, params (string? Subsegment, Body Body)[] calls) =>
        Add(row, _ => code, calls);

    /// <inheritdoc cref="Add(int, string, ValueTuple{string, Body}[])"/>
    public void Add(int row, Func<bool, string> code, params (string? Subsegment, Body Body)[] calls) => Add(
        row,
        code,
        node => Array.ForEach(calls, call => node.Call(call.Subsegment, call.Body.Run)),
        calls.Sum(call => call.Body.Cost));

    public void Add(int row, Func<bool, string> code, Action<Node> run, int cost) =>
        _uses.Add(new Use(row, code, run, cost + 1));

    /// <summary>Something to use that was declared before; null if there is nothing of that cost.</summary>
    public Use? PickWithin(int cost)
    {
        for (int tries = 0; tries < 4 && _uses.Count > 0; tries++)
        {
            Use use = _uses[Random.Next(_uses.Count)];
            if (use.Cost <= cost)
            {
                return use;
            }
        }

        return null;
    }

    public void Hit(Use use, Node node, bool isCaught)
    {
        Rows.Add(use.Row);
        if (isCaught)
        {
            use.RunCatching(node);
        }
        else
        {
            use.Run(node);
        }
    }
}
