namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Types that generated code cannot name, and methods whose calls the compiler leaves out.</summary>
internal static class HiddenTypes
{
    public static void Declare(RandomProgram program)
    {
        (string type, string name) = (program.Name("O"), program.Name("H"));
        Tracing tracing = program.Tracing();
        Tracing conditional = program.Tracing();
        Body body = new(program, name);
        Body said = new(program, $"C{name}");
        program.Add($$"""
            partial class {{type}}
            {
                public static int Run(int x) => new Inner().{{name}}(x);
                private partial class Inner
                {
                    {{tracing.Declare("public", $"int {name}(int x)", $"{body.Code} return x;")}}
                }
                [Conditional("YES")] {{conditional.Declare("public static", $"void C{name}(int x)", said.Code)}}
                [Conditional("NO")] {{conditional.Declare("public static", $"void D{name}(int x)", "Log.Line(x);")}}
            }
            """);
        string? hidden = tracing.Subsegment($"Inner.{name}", isIntercepted: false);
        string? subsegment = conditional.Subsegment($"{type}.C{name}");
        program.Add(3, $"Log.Line({type}.Run(1));", (hidden, body));
        program.Add(47, $"{type}.C{name}(Statics.Cells[0]++); {type}.D{name}(Statics.Cells[1]++);", (subsegment, said));
    }
}
