namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>What a random method takes and returns.</summary>
internal sealed class Signature
{
    private static readonly string[] s_returns =
        ["void", "int", "string?", "Task", "Task<int>", "ValueTask", "ValueTask<int>", "ref int", "(int A, string B)"];

    private static readonly string[] s_synchronous = ["ref ", "in ", "out ", "ReadOnlySpan"];

    private static readonly (string Declaration, string Argument, string Use)[] s_parameters =
    [
        ("int {0}", "3", "{0}"),
        ("ref int {0}", "ref ur", "{0}++"),
        ("in int {0}", "in ur", "{0}"),
        ("out int {0}", "out ur", "{0} = 4"),
        ("string? {0} = \"d\"", "\"s\"", "{0}"),
        ("ReadOnlySpan<int> {0}", "new[] {{ 1, 2 }}", "{0}.Length"),
        ("List<T> {0}", "[]", "typeof(T).Name"),
        ("T? {0}", "default", "{0} is null"),
        ("dynamic? {0}", "(object)5", "(object){0}"),
    ];

    private readonly (string Declaration, string Argument, string Use)[] _kinds;
    private readonly string[] _parameters;
    private readonly string _return;

    public Signature(Random random, bool mayUseTypeOf)
    {
        IsGeneric = random.Next(3) == 0;
        _kinds =
        [
            .. random.GetItems(s_parameters, random.Next(4))
                .Where(kind => !kind.Declaration.Contains('T', StringComparison.Ordinal) || IsGeneric || mayUseTypeOf)
                .OrderBy(kind => kind.Declaration.Contains('=', StringComparison.Ordinal)),
        ];
        _parameters = [.. _kinds.Select((kind, i) => string.Format(null, kind.Declaration, $"p{i}"))];
        _return = random.GetItems(s_returns, 1)[0];
        bool canBeAsync = !_kinds.Any(kind =>
            s_synchronous.Any(word => kind.Declaration.StartsWith(word, StringComparison.Ordinal)));
        IsAsync = canBeAsync && _return.Contains("Task", StringComparison.Ordinal) && random.Next(3) > 0;
    }

    public bool IsGeneric { get; }

    public bool IsAsync { get; }

    public bool HasParameters => _kinds.Length > 0;

    /// <summary>What <c>out</c> parameters need before anything can be thrown.</summary>
    public string Outs => string.Concat(_parameters.Select((declaration, i) =>
        declaration.StartsWith("out ", StringComparison.Ordinal) ? $"p{i} = 1; " : ""));

    /// <summary>Statements that log all arguments.</summary>
    public string Uses =>
        string.Concat(_kinds.Select((kind, i) => $"Log.Line({string.Format(null, kind.Use, $"p{i}")}); "));

    public string Return => (_return, IsAsync) switch
    {
        ("void", _) or ("Task" or "ValueTask", true) => "return;",
        ("Task", _) => "return Task.CompletedTask;",
        ("ValueTask", _) => "return default;",
        ("Task<int>", false) => "return Task.FromResult(6);",
        ("ValueTask<int>", false) => "return new(7);",
        ("ref int", _) => "return ref Statics.Cells[8];",
        ("string?", _) => "return null;",
        ("(int A, string B)", _) => "return (9, \"b\");",
        _ => "return 6;",
    };

    private string TypeParameters => IsGeneric ? "<T>" : "";

    public string Declare(string name) => $"{_return} {name}{TypeParameters}({string.Join(", ", _parameters)})";

    /// <summary>The body of a method of the same signature.</summary>
    public string Forward(string name) =>
        (_return == "ref int" ? "ref " : "") +
        $"{name}{TypeParameters}({string.Join(", ", _parameters.Select(Argument))})";

    /// <summary>Statements that call the method and log what comes out of it.</summary>
    public string Call(string target, bool isAsync)
    {
        string arguments = string.Join(", ", _kinds.Select(kind => string.Format(null, kind.Argument)));
        string call = $"{target}{(IsGeneric ? "<string>" : "")}({arguments})";
        string statement = _return switch
        {
            "void" => $"{call};",
            "Task" or "ValueTask" => $"{Use.Wait(call, isAsync)};",
            "Task<int>" or "ValueTask<int>" => $"Log.Line({Use.Wait(call, isAsync)});",
            "ref int" => $"{call} += 1;",
            _ => $"Log.Line({call});",
        };
        return $"int ur = 2; {statement} Log.Line(ur);";
    }

    private static string Argument(string declaration, int i) =>
        declaration.Split(' ')[0] switch
        {
            "ref" or "in" or "out" => declaration.Split(' ')[0] + " ",
            "dynamic?" => "(object?)",
            _ => "",
        } + $"p{i}";
}
