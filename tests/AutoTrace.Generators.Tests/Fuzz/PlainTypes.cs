namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Types of every kind with methods of every signature.</summary>
internal static class PlainTypes
{
    private static readonly string[] s_kinds = ["class", "struct", "static class", "record", "record struct"];

    public static void Declare(RandomProgram program)
    {
        string kind = program.Random.GetItems(s_kinds, 1)[0];
        string type = program.Name("P");
        bool isGeneric = program.Random.Next(3) == 0;
        bool isStatic = kind == "static class";
        string closed = isGeneric ? $"{type}<string>" : type;
        string header = isStatic ? "static partial class" : $"partial {kind}";
        string members = "";
        for (int i = 0; i < 3; i++)
        {
            members += Method();
        }

        string state = isStatic ? "" : "public int State;";
        string field = isStatic ? ""
            : $"static partial class Statics {{ public static {closed} {type} = new {closed}(); }}";
        program.Add($"{header} {type}{(isGeneric ? "<T>" : "")}\n{{\n{state}\n{members}}}\n{field}");

        string Method()
        {
            Random random = program.Random;
            string name = program.Name("M");
            bool isInstance = !isStatic && random.Next(4) > 0;

            // Private methods of generic static classes are out of reach.
            bool isPrivate = !(isStatic && isGeneric) && random.Next(3) == 0;
            Signature signature = new(random, mayUseTypeOf: isGeneric);
            Body body = new(program, name, signature.IsAsync);
            Tracing tracing = program.Tracing();
            string modifiers = isInstance ? "" : " static";
            string mutation = isInstance ? "State++; Log.Line(State); " : "";
            string target = isInstance ? $"Statics.{type}" : closed;
            string declared = signature.Declare(name);
            string code = signature.Outs + signature.Uses + mutation + body.Code + signature.Return;
            string way = !isPrivate ? ""
                : $"public{modifiers} {signature.Declare("Way" + name)} => {signature.Forward(name)};\n";
            string? subsegment = tracing.Subsegment($"{type}.{name}");
            int row = isPrivate ? 2
                : signature.IsGeneric || isGeneric ? 4
                : signature.HasParameters ? 8
                : isInstance && kind.EndsWith("struct", StringComparison.Ordinal) ? 5
                : 1;
            program.Add(
                row,
                isAsync => signature.Call($"{target}.{(isPrivate ? "Way" : "")}{name}", isAsync),
                (subsegment, body));
            return way + tracing.Declare(
                (isPrivate ? "private" : "public") + modifiers, declared, code, signature.IsAsync ? "async" : "");
        }
    }
}
