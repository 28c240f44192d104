namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Iterators and async streams: a step of the body, a step of the consumer, in turn.</summary>
internal static class Streams
{
    public static void Declare(RandomProgram program)
    {
        Declare(program, isAsync: false);
        Declare(program, isAsync: true);
    }

    private static void Declare(RandomProgram program, bool isAsync)
    {
        (string type, string name) = (program.Name("Y"), program.Name("N"));
        (string item, string function) = (program.Name("v"), program.Name("f"));
        Tracing tracing = program.Tracing();
        Body body = new(program, name, isAsync);
        string steps = $"for (int i = 0; i < count; i++) {{ {body.Code} yield return i; }} Log.Line(\"end\");";
        program.Add($$"""
            static partial class {{type}}
            {
                {{tracing.Declare(
                    "public static",
                    $"{(isAsync ? "IAsyncEnumerable<int>" : "IEnumerable<int>")} {name}(int count)",
                    steps,
                    isAsync ? "async" : "")}}
            }
            """);
        string? subsegment = tracing.Subsegment($"{type}.{name}");
        Use? consumer = program.PickWithin(10);
        int cost = (2 * body.Cost) + (2 * (consumer?.Cost ?? 0));
        Add(2, "", count: 2);
        Add(3, "break;", count: 1);
        program.Add(46, $"Log.Line({type}.{name}(1) is null);", _ => { }, 1);

        void Add(int asked, string exit, int count) => program.Add(
            46,
            inAsync => !isAsync ? $"foreach (int {item} in {type}.{name}({asked})) {{ {Consume(inAsync)} {exit} }}"
                : inAsync ? $"await foreach (int {item} in {type}.{name}({asked})) {{ {Consume(true)} {exit} }}"
                : $"Func<Task> {function} = async () => " +
                  $"{{ await foreach (int {item} in {type}.{name}({asked})) {{ {Consume(true)} {exit} }} }}; " +
                  $"{function}().GetAwaiter().GetResult();",
            node => Run(node, count),
            cost);

        string Consume(bool inAsync) => $"Log.Line({item}); {{ {consumer?.Code(inAsync)} }}";

        void Run(Node node, int count)
        {
            Node inside = subsegment is null ? node : node.Add(subsegment);
            for (int i = 0; i < count; i++)
            {
                if (subsegment is null)
                {
                    body.Run(node);
                }
                else
                {
                    inside.Run(body.Run);
                }

                if (consumer is not null)
                {
                    program.Hit(consumer, node, isCaught: false);
                }
            }
        }
    }
}
