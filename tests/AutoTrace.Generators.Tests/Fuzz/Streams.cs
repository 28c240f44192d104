namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>
/// Iterators and async streams: a step of the body, a step of the consumer, in turn, whether the consumer asks for all
/// items, stops early, forgets the enumerator, or has two of them.
/// </summary>
internal sealed class Streams
{
    private const int Row = 46;

    private readonly RandomProgram _program;
    private readonly bool _isAsync;
    private readonly string _method;
    private readonly string _item;
    private readonly string _first;
    private readonly string _second;
    private readonly string _function;
    private readonly string? _subsegment;
    private readonly Body _step;
    private readonly Body _last;
    private readonly string _done;
    private readonly Use? _consumer;

    private Streams(RandomProgram program, bool isAsync)
    {
        (string type, string name) = (program.Name("Y"), program.Name("N"));
        Tracing tracing = program.Tracing();
        (_item, _function) = (program.Name("v"), program.Name("f"));
        (_first, _second) = (program.Name("e"), program.Name("e"));
        _program = program;
        _isAsync = isAsync;
        _method = $"{type}.{name}";
        _subsegment = tracing.Subsegment(_method);
        _done = $"{type}.Done";
        _step = new Body(program, name, isAsync);
        _last = new Body(program, $"L{name}", isAsync, mayThrow: false);
        string steps = $"for (int i = 0; i < count; i++) {{ {_step.Code} yield return i; }} Log.Line(\"end\");";
        program.Add($$"""
            static partial class {{type}}
            {
                {{tracing.Declare(
                    "public static",
                    $"{(isAsync ? "IAsyncEnumerable<int>" : "IEnumerable<int>")} {name}(int count)",
                    $"try {{ {steps} }} finally {{ Done(); {_last.Code} }}",
                    isAsync ? "async" : "")}}
                [Traced] public static void Done() { }
            }
            """);
        _consumer = program.PickWithin(10);
    }

    public static void Declare(RandomProgram program)
    {
        new Streams(program, isAsync: false).AddUses();
        new Streams(program, isAsync: true).AddUses();
    }

    private void AddUses()
    {
        Add(inAsync => Loop(2, "", inAsync), node => RunLoop(node, 2));
        Add(inAsync => Loop(3, "break;", inAsync), node => RunLoop(node, 1));
        Add(Interleave, RunInterleaved);
        Add(Forget, node =>
        {
            Start(node).MoveNext();
            Consume(node);
        });
        _program.Add(Row, $"Log.Line({_method}(1) is null);", _ => { }, 1);
    }

    private string Loop(int count, string exit, bool inAsync)
    {
        string wait = _isAsync ? "await " : "";
        return $"{wait}foreach (int {_item} in {_method}({count})) " +
            $"{{ Log.Line({_item}); {ConsumerCode(inAsync)} {exit} }}";
    }

    private void RunLoop(Node node, int count)
    {
        Enumeration items = Start(node);
        try
        {
            for (int i = 0; i < count; i++)
            {
                items.MoveNext();
                Consume(node);
            }
        }
        finally
        {
            items.End();
        }
    }

    private string Interleave(bool inAsync)
    {
        string open = _isAsync ? "await using" : "using";
        return $"{open} var {_first} = {Enumerator(2)}; {open} var {_second} = {Enumerator(3)}; " +
            $"while ({MoveNext(_first)} && {MoveNext(_second)}) " +
            $"{{ Log.Line({_first}.Current + {_second}.Current); {ConsumerCode(inAsync)} }}";
    }

    private void RunInterleaved(Node node)
    {
        (Enumeration a, Enumeration b) = (Start(node), Start(node));
        try
        {
            for (int i = 0; i < 2; i++)
            {
                a.MoveNext();
                b.MoveNext();
                Consume(node);
            }

            a.End();
        }
        finally
        {
            b.End();
            a.End();
        }
    }

    private string Forget(bool inAsync) =>
        $"var {_first} = {Enumerator(2)}; Log.Line({MoveNext(_first)}); {ConsumerCode(inAsync)}";

    private string Enumerator(int count) => $"{_method}({count}).Get{(_isAsync ? "Async" : "")}Enumerator()";

    private string MoveNext(string enumerator) =>
        _isAsync ? $"await {enumerator}.MoveNextAsync()" : $"{enumerator}.MoveNext()";

    private Enumeration Start(Node node) => new(node, _subsegment, _step.Run, End);

    private void End(Node inside)
    {
        inside.Add(_done);
        _last.Run(inside);
    }

    private string ConsumerCode(bool inAsync) => $"{{ {_consumer?.Code(inAsync)} }}";

    private void Consume(Node node)
    {
        if (_consumer is not null)
        {
            _program.Hit(_consumer, node, isCaught: false);
        }
    }

    private void Add(Func<bool, string> code, Action<Node> run)
    {
        int cost = 3 * (_step.Cost + _last.Cost + 1 + (_consumer?.Cost ?? 0));
        _program.Add(
            Row,
            inAsync => !_isAsync || inAsync
                ? code(inAsync)
                : $"Func<Task> {_function} = async () => {{ {code(true)} }}; {_function}().GetAwaiter().GetResult();",
            run,
            cost);
    }
}
