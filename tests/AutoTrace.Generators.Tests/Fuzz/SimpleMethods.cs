namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Methods from <c>int</c> to <c>int</c>, used in all the ways that C# has for them.</summary>
internal static class SimpleMethods
{
    /// <summary>Where a call can stand.</summary>
    private static readonly string[] s_places =
    [
        "Func<int> f = () => {0}; Log.Line(f());",
        "int F() => {0}; Log.Line(F());",
        "static int F() => {0}; Log.Line(F());",
        "Log.Line((from z in new[] {{ 4 }} select {0}).Single());",
        "Log.Line($\"{{{0}}}\");",
        "switch (1) {{ case int z when {0} > -9: Log.Line(\"guard\"); break; }}",
        "foreach (int z in new[] {{ {0} }}) {{ Log.Line(z); }}",
        "Func<Func<int>> f = () => () => {0}; Log.Line(f()());",
        "lock (Statics.Cells) {{ Log.Line({0}); }}",
        "Log.Line(new {{ X = {0} }}.X);",
        "(int ua, int ub) = ({0}, 2); Log.Line(ua + ub);",
    ];

    public static void Declare(RandomProgram program)
    {
        string type = program.Name("S");
        string name = program.Name("M");
        string subsegment = $"{type}.{name}";
        Tracing tracing = program.Tracing();
        Body body = new(program, name);
        bool isStatic = program.Random.Next(2) == 0;
        string method = tracing.Declare(
            isStatic ? "public static" : "public", $"int {name}(int x)", $"{body.Code} return x + 1;");
        string target = isStatic ? type : $"new {type}()";
        program.Add($$"""
            partial class {{type}}
            {
                public readonly int Field = {{(isStatic ? $"{name}(5)" : "0")}};
                {{method}}
                public static int Recurse(int n) => n == 0 ? 0 : {{target}}.{{name}}(n) + Recurse(n - 1);
            }
            """);
        Use(1, $"Log.Line({target}.{name}(1));", isIntercepted: true);
        Use(21, string.Format(null, s_places[program.Random.Next(s_places.Length)], $"{target}.{name}(2)"), true);
        Use(7, isStatic ? $"Log.Line({target}.{name}(1));" : $"{type}? o = {target}; Log.Line(o?.{name}(3));", true);
        Use(23, $"Func<int, int> f = {target}.{name}; Log.Line(f(4));", isIntercepted: false);
        Use(23, $"Log.Line(new[] {{ 5 }}.Select({target}.{name}).Single());", isIntercepted: false);
        Use(26, $"dynamic d = 6; Log.Line((object){target}.{name}(d));", isIntercepted: false);
        if (isStatic)
        {
            Use(25, $"unsafe {{ delegate*<int, int> f = &{type}.{name}; Log.Line(f(7)); }}", isIntercepted: false);
            program.Add(21, $"Log.Line(new {type}().Field);", (Subsegment(true), body));
        }
        else
        {
            Use(27, $"dynamic d = {target}; Log.Line((object)d.{name}(8));", isIntercepted: false);
        }

        Use(28,
            $"Expression<Func<int>> e = () => {target}.{name}(9); Log.Line(e.Compile()()); " +
            "Log.Line(((MethodCallExpression)e.Body).Method.DeclaringType!.Name);",
            isIntercepted: false);
        string? recursive = Subsegment(true);
        program.Add(22, $"Log.Line({type}.Recurse(2));", (recursive, body), (recursive, body));

        string? Subsegment(bool isIntercepted) => tracing.Subsegment(subsegment, isIntercepted);

        void Use(int row, string code, bool isIntercepted) =>
            program.Add(row, code, (Subsegment(isIntercepted), body));
    }
}
