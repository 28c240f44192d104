namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Structs whose methods change them: generic ones through <c>this</c>, and ref structs.</summary>
internal static class Structs
{
    private static readonly (string Kind, bool IsGeneric, int Row)[] s_kinds =
    [
        ("partial struct", false, 5), ("partial struct", true, 6), ("partial record struct", true, 6),
        ("ref partial struct", false, 5), ("ref partial struct", true, 6),
    ];

    public static void Declare(RandomProgram program)
    {
        (string kind, bool isGeneric, int row) = s_kinds[program.Random.Next(s_kinds.Length)];
        (string type, string name) = (program.Name("R"), program.Name("A"));
        string closed = isGeneric ? $"{type}<string>" : type;
        Tracing tracing = program.Tracing();
        Body body = new(program, name);
        string accessibility = program.Random.Next(2) == 0 ? "public" : "private";
        program.Add($$"""
            {{kind}} {{type}}{{(isGeneric ? "<T>" : "")}}
            {
                public int State;
                public void Run(int x) { {{name}}(x); this.{{name}}(x + 1); }
                {{tracing.Declare(accessibility, $"void {name}(int x)", $"State += x; {body.Code} State++;")}}
            }
            """);
        string? subsegment = tracing.Subsegment($"{type}.{name}");
        program.Add(
            row,
            $"{closed} s = new(); try {{ s.Run(1); }} finally {{ Log.Line(s.State); }}",
            (subsegment, body),
            (subsegment, body));
        if (accessibility == "public")
        {
            program.Add(
                5,
                $"{closed} s = new(); try {{ s.{name}(2); }} finally {{ Log.Line(s.State); }}",
                (subsegment, body));
        }
    }
}
