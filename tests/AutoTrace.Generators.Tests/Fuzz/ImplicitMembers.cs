namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Members that C# calls by itself.</summary>
internal static class ImplicitMembers
{
    public static void Declare(RandomProgram program)
    {
        string type = program.Name("Q");
        string function = program.Name("f");
        Tracing tracing = program.Tracing();
        Dictionary<string, Body> bodies = [];
        program.Add($$"""
            partial class {{type}} : IEnumerable, IDisposable
            {
                public int State;
                IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
                {{Method("List<int>.Enumerator", "GetEnumerator", "", "return new List<int> { 1 }.GetEnumerator();")}}
                {{Method("void", "Add", "int x", "State += x;")}}
                {{Method("void", "Dispose", "", "State--;")}}
                {{Method("void", "Deconstruct", "out int da, out int db", "", "da = db = 1; ")}}
                {{Method("TaskAwaiter<int>", "GetAwaiter", "", "return Statics.Cached.GetAwaiter();")}}
                {{Method(type, "Where", "Func<int, bool> test", "return this;")}}
                {{Method(type, "Select", "Func<int, int> make", "return this;")}}
            }
            """);
        Add(30, $"foreach (int z in new {type}()) {{ Log.Line(z); }}", "GetEnumerator");
        Add(31, $"using ({type} q = new()) {{ Log.Line(\"using\"); }}", "Dispose");
        Add(33, $"(int ua, int ub) = new {type}(); Log.Line(ua + ub);", "Deconstruct");
        Add(33, $"Log.Line(new {type}() is (1, 1));", "Deconstruct");
        Add(34, $"{type} q = new {type} {{ 1, 2 }}; Log.Line(q.State);", "Add", "Add");
        Add(34, $"{type} q = [3]; Log.Line(q.State);", "Add");
        Add(35, $"{type} q = from z in new {type}() where z > 0 select z + 1; Log.Line(q.State);", "Where", "Select");
        program.Add(
            32,
            isAsync => isAsync ? $"Log.Line(await new {type}());"
                : $"Func<Task> {function} = async () => {{ Log.Line(await new {type}()); }}; " +
                  $"{function}().GetAwaiter().GetResult();",
            (Subsegment("GetAwaiter", false), bodies["GetAwaiter"]));
        program.Add(
            1, $"{type} q = new(); q.Add(4); Log.Line(q.State);", (Subsegment("Add", true), bodies["Add"]));

        string Method(string returns, string name, string parameters, string end, string start = "")
        {
            Body body = bodies[name] = new Body(program, $"{type}.{name}");
            return tracing.Declare("public", $"{returns} {name}({parameters})", $"{start}{body.Code} {end}");
        }

        string? Subsegment(string name, bool isIntercepted) => tracing.Subsegment($"{type}.{name}", isIntercepted);

        void Add(int row, string code, params string[] names) =>
            program.Add(row, code, [.. names.Select(name => (Subsegment(name, false), bodies[name]))]);
    }
}
