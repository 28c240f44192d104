namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Static abstract members, called on a type parameter.</summary>
internal static class StaticSlots
{
    public static void Declare(RandomProgram program)
    {
        (string type, string implementer, string name) = (program.Name("J"), program.Name("W"), program.Name("Z"));
        Tracing tracing = program.Tracing(Tracing.None, Tracing.Calls);
        Tracing implementation = program.Tracing(Tracing.Calls, Tracing.Body);
        Body body = new(program, name);
        program.Add($$"""
            interface {{type}}<TSelf> where TSelf : {{type}}<TSelf>
            {
                {{(tracing == Tracing.Calls ? "[Traced] " : "")}}static abstract int {{name}}(int x);
            }
            partial class {{implementer}} : {{type}}<{{implementer}}>
            {
                {{implementation.Declare("public static", $"int {name}(int x)", $"{body.Code} return x;")}}
                public static int Do<T>(int x) where T : {{type}}<T> => T.{{name}}(x);
            }
            """);
        string own = $"{implementer}.{name}";
        string? through = tracing == Tracing.Calls
            ? $"{type}.{name}"
            : implementation.Subsegment(own, isIntercepted: false);
        program.Add(11, $"Log.Line({implementer}.Do<{implementer}>(1));", (through, body));
        program.Add(11, $"Log.Line({implementer}.{name}(2));", (own, body));
    }
}
