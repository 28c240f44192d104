namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>
/// A method of a random program. It logs its arguments, changes state, calls earlier methods and sometimes throws.
/// </summary>
internal sealed class RandomMethod
{
    private static readonly string[] s_returns =
        ["void", "int", "string?", "Task", "Task<int>", "ValueTask", "ValueTask<int>", "ref int", "(int A, string B)"];

    private static readonly string[] s_synchronous = ["ref ", "in ", "out ", "ReadOnlySpan"];

    private static readonly (string Declaration, string Argument, string Use)[] s_parameters =
    [
        ("int {0}", "a + 1", "{0}"),
        ("ref int {0}", "ref r", "{0}++"),
        ("in int {0}", "in r", "{0}"),
        ("out int {0}", "out r", "{0} = 4"),
        ("string? {0} = \"d\"", "\"s\" + a", "{0}"),
        ("ReadOnlySpan<int> {0}", "new[] {{ a, 2 }}", "{0}.Length"),
        ("List<T> {0}", "[]", "typeof(T).Name"),
        ("T? {0}", "default", "{0} is null"),
        ("dynamic? {0}", "(object)a", "(object){0}"),
    ];

    private readonly RandomType _type;
    private readonly string[] _parameters;
    private readonly (string Declaration, string Argument, string Use)[] _kinds;
    private readonly string _return;
    private readonly bool _isGeneric;
    private readonly bool _isAsync;
    private readonly bool _isTraced;
    private readonly bool _isPartial;
    private readonly string _body;

    public RandomMethod(Random random, RandomType type, int number, IReadOnlyList<RandomMethod> earlier)
    {
        _type = type;
        Name = $"M{number}";
        IsStatic = type.IsStatic || (!type.IsInterface && random.Next(4) == 0);

        // Private methods of generic static classes are out of reach.
        IsPrivate = !type.IsInterface && !(type.IsStatic && type.IsGeneric) && random.Next(3) == 0;
        _isGeneric = random.Next(3) == 0;
        _kinds = random.GetItems(s_parameters, random.Next(4));
        _kinds =
        [
            .. _kinds
                .Where(kind => !kind.Declaration.Contains('T', StringComparison.Ordinal) || _isGeneric || type.IsGeneric)
                .OrderBy(kind => kind.Declaration.Contains('=', StringComparison.Ordinal)),
        ];
        _parameters = [.. _kinds.Select((kind, i) => string.Format(null, kind.Declaration, $"p{i}"))];
        _return = s_returns[random.Next(s_returns.Length)];
        bool canBeAsync = !_kinds.Any(kind => s_synchronous.Any(word => kind.Declaration.StartsWith(word, StringComparison.Ordinal)));
        _isAsync = canBeAsync && _return.Contains("Task", StringComparison.Ordinal) && random.Next(3) > 0;
        _isTraced = random.Next(4) > 0;
        _isPartial = _isTraced && random.Next(3) == 0;
        _body = Body(random, earlier);
    }

    public string Name { get; }

    public bool IsStatic { get; }

    public bool IsPrivate { get; }

    private bool CanRead => !IsStatic && !_type.IsInterface;

    private string TypeParameters => _isGeneric ? "<T>" : "";

    private string Static => IsStatic ? " static" : "";

    private string Parameters => string.Join(", ", _parameters);

    /// <summary>As a member of its type; a private one with an untraced public way to it.</summary>
    public string Declare()
    {
        string modifiers = (IsPrivate ? "private" : "public") + Static;
        string attribute = _isTraced ? "[Traced] " : "";
        string isAsync = _isAsync ? " async" : "";
        string signature = $"{_return} {Name}{TypeParameters}({Parameters})";
        string way = IsPrivate ? $"public{Static} {_return} Way{Name}{TypeParameters}({Parameters}) => {Forward(Name)};\n" : "";
        if (!_isPartial)
        {
            // An implementation leaves the attribute to its interface.
            return $"{way}{(_type.IsInterface ? "" : attribute)}{modifiers}{isAsync} {signature} {{ {_body} }}\n";
        }

        string core = Parameters.Replace(" = \"d\"", "", StringComparison.Ordinal);
        return $"{way}{attribute}{modifiers} partial {signature};\n" +
            $"private{Static}{isAsync} {_return} {Name}Core{TypeParameters}({core}) {{ {_body} }}\n";
    }

    public string DeclareInInterface() =>
        $"{(_isTraced ? "[Traced] " : "")}{_return} {Name}{TypeParameters}({Parameters});\n";

    /// <summary>Statements that call the method, with an <c>int a</c> in scope, and log what comes out of it.</summary>
    /// <param name="isAsync">Whether it may be awaited.</param>
    public string Call(bool isAsync)
    {
        string arguments = string.Join(", ", _kinds.Select(kind => string.Format(null, kind.Argument)));
        string name = (IsPrivate ? "Way" : "") + Name;
        string call = $"{_type.Target(IsStatic)}.{name}{(_isGeneric ? "<string>" : "")}({arguments})";
        string wait = isAsync ? "await " : "";
        string get = isAsync ? "" : ".GetAwaiter().GetResult()";
        string statement = _return switch
        {
            "void" => $"{call};",
            "Task" or "ValueTask" => $"{wait}{call}{get};",
            "Task<int>" or "ValueTask<int>" => $"Log.Line({wait}{call}{get});",
            "ref int" => $"{call} += 1;",
            _ => $"Log.Line({call});",
        };
        return $"try {{ int r = a; {statement} Log.Line(r); }} " +
            "catch (InvalidOperationException e) { Log.Line(e.Message); } ";
    }

    private string Forward(string name) =>
        (_return == "ref int" ? "ref " : "") + $"{name}{TypeParameters}({string.Join(", ", _parameters.Select(Argument))})";

    private string Argument(string declaration, int i) =>
        declaration.Split(' ')[0] switch
        {
            "ref" or "in" or "out" => declaration.Split(' ')[0] + " ",
            "dynamic?" => "(object?)",
            _ => "",
        } + $"p{i}";

    private string Body(Random random, IReadOnlyList<RandomMethod> earlier)
    {
        IEnumerable<string> uses = _kinds.Select((kind, i) => $"Log.Line({string.Format(null, kind.Use, $"p{i}")}); ");
        string calls = string.Concat(Enumerable.Range(0, earlier.Count == 0 ? 0 : random.Next(3))
            .Select(_ => earlier[random.Next(earlier.Count)].Call(_isAsync)));
        string state = CanRead || _type.IsInterface ? "State++; Log.Line(State); " : "";
        string failure = random.Next(4) == 0
            ? $"if (Statics.Next() % 3 == 0) throw new InvalidOperationException(\"{Name}\"); "
            : "";
        string yield = _isAsync && random.Next(2) == 0 ? "await Task.Yield(); " : "";
        string isTraced = _isTraced ? $"Log.Line(\">{Name}\"); " : "";
        string outs = string.Concat(_parameters.Select((declaration, i) =>
            declaration.StartsWith("out ", StringComparison.Ordinal) ? $"p{i} = 1; " : ""));
        return $"{isTraced}{outs}int a = {random.Next(9)}; {string.Concat(uses)}{state}{failure}{yield}{calls}{Return()}";
    }

    private string Return() => (_return, _isAsync) switch
    {
        ("void", _) or ("Task" or "ValueTask", true) => "return;",
        ("Task", _) => "return Task.CompletedTask;",
        ("ValueTask", _) => "return default;",
        ("Task<int>", false) => "return Task.FromResult(a);",
        ("ValueTask<int>", false) => "return new(a);",
        ("ref int", _) => "return ref Statics.Cells[a];",
        ("string?", _) => "return a > 4 ? null : \"r\" + a;",
        ("(int A, string B)", _) => "return (a, \"b\");",
        _ => "return a;",
    };
}
