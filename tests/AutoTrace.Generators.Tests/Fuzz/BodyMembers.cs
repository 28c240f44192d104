namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Properties, indexers and constructors: traced around their bodies or not at all.</summary>
internal static class BodyMembers
{
    private static readonly string[] s_kinds = ["class", "record", "struct"];

    public static void Declare(RandomProgram program)
    {
        string kind = program.Random.GetItems(s_kinds, 1)[0];
        (string type, string name) = (program.Name("U"), program.Name("A"));
        bool isGeneric = program.Random.Next(3) == 0;
        string closed = isGeneric ? $"{type}<string>" : type;
        Tracing tracing = program.Tracing();
        var (get, readProperty) = Member($"{name}.get");
        var (set, writeProperty) = Member($"{name}.set");
        var (getItem, readItem) = Member("Item.get");
        var (setItem, writeItem) = Member("Item.set");
        var (construct, constructor) = Member("ctor");
        program.Add($$"""
            partial {{kind}} {{type}}{{(isGeneric ? "<T>" : "")}}
            {
                public int State;
                public {{type}}() { }
                {{Property()}}
                {{Indexer()}}
                {{Constructor()}}
            }
            """);
        string create = $"{closed} o = new();";
        program.Add(37, $"{create} o.{name} = 1; Log.Line(o.{name});", writeProperty, readProperty);
        program.Add(37, $"{create} o.{name} += 2; Log.Line(o.State);", readProperty, writeProperty);
        program.Add(37, $"Log.Line(new {closed} {{ {name} = 3 }}.State);", writeProperty);
        program.Add(37, $"{create} Log.Line(o is {{ {name}: 0 }});", readProperty);
        program.Add(37, $"dynamic d = new {closed}(); Log.Line((object)d.{name});", readProperty);
        program.Add(37, $"{create} o[4] = 5; Log.Line(o[6]);", writeItem, readItem);
        program.Add(37, $"{create} o[7]++; Log.Line(o.State);", readItem, writeItem);
        program.Add(38, $"{closed} o = new(8); Log.Line(o.State);", constructor);
        program.Add(38, $"{closed} o = new(9) {{ {name} = 10 }}; Log.Line(o.State);", constructor, writeProperty);
        if (kind == "class")
        {
            program.Add($"class D{type}() : {closed}(11);");
            program.Add(38, $"Log.Line(new D{type}().State);", constructor);
        }

        (string Code, (string? Subsegment, Body Body) Call) Member(string member)
        {
            Body body = new(program, $"{type}.{member}");
            return (body.Code, (tracing.Subsegment($"{type}.{member}", isIntercepted: false), body));
        }

        string Property()
        {
            string accessors = $"{{ get {{ {get} return State; }} set {{ {set} State = value; }} }}";
            return tracing == Tracing.Body
                ? $"[Traced] public partial int {name} {{ get; set; }}\nprivate int {name}Core {accessors}"
                : $"{Attribute()}public int {name} {accessors}";
        }

        string Indexer()
        {
            (string read, string write) = ($"{getItem} return State + i;", $"{setItem} State = value + i;");
            return tracing == Tracing.Body
                ? "[Traced] public partial int this[int i] { get; set; }\n" +
                  $"private int GetItemCore(int i) {{ {read} }}\n" +
                  $"private void SetItemCore(int i, int value) {{ {write} }}"
                : $"{Attribute()}public int this[int i] {{ get {{ {read} }} set {{ {write} }} }}";
        }

        string Constructor()
        {
            string body = $"{{ {construct} State = x; }}";
            return tracing == Tracing.Body
                ? $"[Traced] public partial {type}(int x);\nprivate void {type}Core(int x) {body}"
                : $"{Attribute()}public {type}(int x) {body}";
        }

        string Attribute() => tracing == Tracing.Calls ? "[Traced] " : "";
    }
}
