namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Extension methods, classic and in blocks.</summary>
internal static class Extensions
{
    public static void Declare(RandomProgram program)
    {
        (string type, string name, string inBlock) = (program.Name("X"), program.Name("E"), program.Name("K"));
        Tracing tracing = program.Tracing();
        Tracing ofBlock = program.Tracing(Tracing.None, Tracing.Calls);
        Body body = new(program, name);
        Body blockBody = new(program, inBlock);
        string method = tracing.Declare(
            "public static", $"int {name}(this string text)", $"{body.Code} return text.Length;");
        program.Add($$"""
            static partial class {{type}}
            {
                {{method}}
                extension(string text)
                {
                    {{ofBlock.Declare("public", $"int {inBlock}(int x)", $"{blockBody.Code} return text.Length + x;")}}
                }
            }
            """);
        string? subsegment = tracing.Subsegment($"{type}.{name}");
        string? ofGroup = tracing.Subsegment($"{type}.{name}", isIntercepted: false);
        string? block = ofBlock.Subsegment($"{type}.{inBlock}");
        program.Add(9, $"Log.Line(\"a\".{name}());", (subsegment, body));
        program.Add(9, $"Log.Line({type}.{name}(\"b\"));", (subsegment, body));
        program.Add(24, $"Func<int> f = \"c\".{name}; Log.Line(f());", (ofGroup, body));
        program.Add(10, $"Log.Line(\"d\".{inBlock}(1));", (block, blockBody));
        program.Add(10, $"Log.Line({type}.{inBlock}(\"e\", 2));", (block, blockBody));
    }
}
