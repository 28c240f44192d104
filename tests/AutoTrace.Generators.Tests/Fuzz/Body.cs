using System.Text;

namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>
/// What a random method does before it returns: it logs, uses what was declared before it, and may throw.
/// </summary>
internal sealed class Body
{
    private readonly List<Action<Node>> _steps = [];

    /// <param name="program">That the method is of.</param>
    /// <param name="name">The method's.</param>
    /// <param name="isAsync">Whether it may wait.</param>
    /// <param name="mayThrow">False where nobody could catch it.</param>
    public Body(RandomProgram program, string name, bool isAsync = false, bool mayThrow = true)
    {
        Random random = program.Random;
        StringBuilder code = new($"Log.Line(\"{name}\"); ");
        if (random.Next(4) == 0)
        {
            code.Append($"Statics.Local.Value = \"{name}\"; ");
        }

        for (int i = random.Next(3); i > 0 && program.PickWithin(24 - Cost) is { } use; i--)
        {
            Cost += use.Cost;
            bool isCaught = !mayThrow || random.Next(3) > 0;
            code.Append(isCaught ? use.Catching(isAsync) : $"{{ {use.Code(isAsync)} }} ");
            _steps.Add(node => program.Hit(use, node, isCaught));
        }

        if (isAsync && random.Next(2) == 0)
        {
            code.Append("await Task.Yield(); ");
        }

        code.Append("Log.Line(Statics.Local.Value); ");
        if (mayThrow && random.Next(5) == 0)
        {
            code.Append($"if (Statics.True) throw new InvalidOperationException(\"{name}\"); ");
            _steps.Add(_ => throw new Failure());
        }

        Code = code.ToString();
    }

    /// <summary>Statements without a return.</summary>
    public string Code { get; }

    public int Cost { get; private set; } = 1;

    public void Run(Node node) => _steps.ForEach(step => step(node));
}
