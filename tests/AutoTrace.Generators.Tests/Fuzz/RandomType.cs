namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>A type of a random program, and the one object of it that the program uses.</summary>
internal sealed class RandomType(Random random, int number)
{
    private static readonly string[] s_kinds =
        ["class", "struct", "static class", "record", "record struct", "interface"];

    private readonly string _kind = s_kinds[random.Next(s_kinds.Length)];

    private readonly bool _wantsGeneric = random.Next(3) == 0;

    public bool IsStatic => _kind == "static class";

    public bool IsInterface => _kind == "interface";

    public bool IsGeneric => _wantsGeneric && !IsInterface;

    private string Name => $"T{number}";

    private string Closed => IsGeneric ? $"{Name}<string>" : Name;

    /// <summary>What calls are written on.</summary>
    public string Target(bool isStatic) => isStatic ? Closed : $"Statics.{Name}";

    /// <summary>The static that holds the object; empty for a static class.</summary>
    public string DeclareField() =>
        IsStatic ? "" : $"public static {(IsInterface ? "I" + Name : Closed)} {Name} = new {Closed}();\n";

    /// <summary>Logs what state the object is in.</summary>
    public string LogState() => IsStatic || IsInterface ? "" : $"Log.Line(Statics.{Name}.State); ";

    public string Declare(IReadOnlyCollection<RandomMethod> methods)
    {
        string members = string.Concat(methods.Select(method => method.Declare()));
        if (IsInterface)
        {
            string slots = string.Concat(methods.Select(method => method.DeclareInInterface()));
            return $"interface I{Name} {{\n{slots}}}\npartial class {Name} : I{Name} {{\npublic int State;\n{members}}}\n";
        }

        string state = IsStatic ? "" : "public int State;\n";
        string header = IsStatic ? "static partial class" : "partial " + _kind;
        return $"{header} {Name}{(IsGeneric ? "<T>" : "")} {{\n{state}{members}}}\n";
    }
}
