namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>
/// An interface and what implements it: a class, a struct, an explicit implementation, a default method, generic or
/// not.
/// </summary>
internal static class Interfaces
{
    public static void Declare(RandomProgram program)
    {
        (string type, string name) = (program.Name("I"), program.Name("F"));
        bool isGeneric = program.Random.Next(3) == 0;
        (string open, string closed) = isGeneric ? ($"{type}<T>", $"{type}<int>") : (type, type);
        string item = isGeneric ? "T" : "int";
        Tracing tracing = program.Tracing(Tracing.None, Tracing.Calls);
        Body byDefault = new(program, $"{type}.G{name}");
        program.Add($$"""
            {{"partial interface"}} {{open}}
            {
                {{(tracing == Tracing.Calls ? "[Traced] " : "")}}int {{name}}({{item}} x);
                {{(tracing == Tracing.Calls ? "[Traced] " : "")}}int G{{name}}(int x) { {{byDefault.Code}} return x; }
            }
            """);

        string onType = $"{type}.{name}";
        Implement("class", program.Tracing());
        Implement("struct", program.Tracing());
        Explicit();

        void Implement(string kind, Tracing implementation)
        {
            string implementer = program.Name(kind == "class" ? "C" : "V");
            string own = $"{implementer}.{name}";
            Body body = new(program, own);
            program.Add($$"""
                partial {{kind}} {{implementer}} : {{closed}}
                {
                    public int State;
                    {{implementation.Declare("public", $"int {name}(int x)", $"State += x; {body.Code} return State;")}}
                    public int Twice(int x) => {{name}}(x) + this.{{name}}(x);
                }
                static class Use{{implementer}}
                {
                    public static void Value<T>(ref T o) where T : {{closed}} => Log.Line(o.{{name}}(1));
                    public static void Reference<T>(T o) where T : class, {{closed}} => Log.Line(o.{{name}}(2));
                }
                """);
            string? through = tracing == Tracing.Calls ? onType : implementation.Subsegment(own);
            string? direct = implementation == Tracing.None ? tracing.Subsegment(own) : own;
            string? unseen = implementation.Subsegment(own, isIntercepted: false);
            string create = $"{closed} o = new {implementer}();";
            Add(12, $"{create} Log.Line(o.{name}(1)); Log.Line((({implementer})o).State);", through);
            Add(7, $"{closed}? o = new {implementer}(); Log.Line(o?.{name}(1));", through);
            Add(1, $"{implementer} o = new(); Log.Line(o.{name}(2)); Log.Line(o.State);", direct);
            Add(20, $"{implementer} o = new(); Use{implementer}.Value(ref o); Log.Line(o.State);", unseen);
            Add(23, $"{create} Func<int, int> f = o.{name}; Log.Line(f(3));", unseen);
            program.Add(16, $"{create} Log.Line(o.G{name}(4));", (tracing.Subsegment($"{type}.G{name}"), byDefault));
            program.Add(
                50,
                $"{implementer} o = new(); Log.Line(o.Twice(5)); Log.Line(o.State);",
                (direct, body),
                (direct, body));
            if (kind == "class")
            {
                Add(20, $"Use{implementer}.Reference(new {implementer}());", through);
            }

            if (implementation == Tracing.Body)
            {
                Add(52, $"{create} Log.Line(o.{name}(6));", through);
            }

            void Add(int row, string code, string? subsegment) => program.Add(row, code, (subsegment, body));
        }

        void Explicit()
        {
            string implementer = program.Name("E");
            Tracing implementation = program.Tracing(Tracing.None, Tracing.Calls);
            Body body = new(program, implementer);
            program.Add($$"""
                partial class {{implementer}} : {{closed}}
                {
                    {{implementation.Declare("", $"int {closed}.{name}(int x)", $"{body.Code} return x;")}}
                }
                """);
            string? through = tracing == Tracing.Calls ? onType : implementation.Subsegment($"{implementer}.{name}");
            program.Add(15, $"{closed} o = new {implementer}(); Log.Line(o.{name}(1));", (through, body));
        }
    }
}
