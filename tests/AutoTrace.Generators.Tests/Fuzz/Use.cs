namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>A way to use a member, written into a random program as often as it likes.</summary>
/// <param name="Row">Of docs/coverage.md.</param>
/// <param name="Code">Statements, in a block of their own, where <c>await</c> is allowed or not.</param>
/// <param name="Run">What they leave in the trace, below the node that is current.</param>
/// <param name="Cost">About how many calls they make.</param>
internal sealed record Use(int Row, Func<bool, string> Code, Action<Node> Run, int Cost)
{
    /// <summary>Waits for a task, or whatever else can be awaited.</summary>
    public static string Wait(string task, bool isAsync) =>
        isAsync ? $"await {task}" : $"{task}.GetAwaiter().GetResult()";

    public string Catching(bool isAsync) =>
        $"try {{ {Code(isAsync)} }} catch (InvalidOperationException e) {{ Statics.Caught(e); }}\n";

    public void RunCatching(Node node)
    {
        try
        {
            Run(node);
        }
        catch (Failure)
        {
        }
    }
}
