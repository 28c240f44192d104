namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>A virtual method and its override, called on both types and by <c>base</c>.</summary>
internal static class Hierarchies
{
    public static void Declare(RandomProgram program)
    {
        string parent = program.Name("B");
        string child = program.Name("D");
        string name = program.Name("V");
        (string parentName, string childName) = ($"{parent}.{name}", $"{child}.{name}");
        Tracing virtually = program.Tracing();
        Tracing overriding = program.Tracing();
        Tracing plainly = program.Tracing();
        Body inParent = new(program, parentName);
        Body inChild = new(program, childName);
        Body inPlain = new(program, $"P{name}");
        bool callsBase = program.Random.Next(2) == 0;
        bool isPartial = overriding == Tracing.Body || program.Random.Next(2) == 0;
        string baseCall = callsBase ? $"Log.Line(base.{name}(x));" : "";
        string guard = "if (++Statics.Depth > 90) throw new InvalidOperationException(\"deep\"); ";
        program.Add($$"""
            partial class {{parent}}
            {
                {{virtually.Declare(
                    "public virtual", $"int {name}(int x)", $"{guard}{inParent.Code} Statics.Depth = 0; return x;")}}
                {{plainly.Declare("public", $"int P{name}(int x)", $"{inPlain.Code} return x;")}}
            }
            sealed {{(isPartial ? "partial " : "")}}class {{child}} : {{parent}}
            {
                {{overriding.Declare(
                    "public override",
                    $"int {name}(int x)",
                    $"{guard}{inChild.Code} {baseCall} Statics.Depth = 0; return -x;")}}
                public int Q{{name}}(int x) => base.P{{name}}(x);
            }
            """);

        string? onParent = virtually.Subsegment(parentName);
        string? onChild = overriding != Tracing.None ? childName : virtually.Subsegment(childName);
        string? onEither = virtually == Tracing.Calls ? parentName : onChild;
        string? byBase = virtually.Subsegment(parentName, isIntercepted: isPartial);
        string? plain = plainly.Subsegment($"{parent}.P{name}");
        int cost = inChild.Cost + (callsBase ? inParent.Cost : 0);
        int row = callsBase ? 19 : 17;
        program.Add(17, $"Log.Line(new {parent}().{name}(1));", (onParent, inParent));
        program.Add(row, $"Log.Line(new {child}().{name}(2));", node => node.Call(onChild, Child), cost);
        program.Add(
            row, $"{parent} b = new {child}(); Log.Line(b.{name}(3));", node => node.Call(onEither, Child), cost);
        program.Add(17, $"Log.Line(new {child}().P{name}(4));", (plain, inPlain));
        program.Add(18, $"Log.Line(new {child}().Q{name}(5));", (plain, inPlain));

        void Child(Node node)
        {
            inChild.Run(node);
            if (callsBase)
            {
                node.Call(byBase, inParent.Run);
            }
        }
    }
}
