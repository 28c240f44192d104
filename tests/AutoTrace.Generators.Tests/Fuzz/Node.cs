namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>A subsegment that a random program will leave.</summary>
internal sealed class Node(string name)
{
    private readonly List<Node> _children = [];

    private bool _isFault;

    /// <summary>Predicts what a call does.</summary>
    /// <param name="subsegment">Null if the call is not traced.</param>
    /// <param name="body">What the call runs, given the node that is current there.</param>
    public void Call(string? subsegment, Action<Node> body)
    {
        if (subsegment is null)
        {
            body(this);
            return;
        }

        Add(subsegment).Run(body);
    }

    public Node Add(string subsegment)
    {
        Node node = new(subsegment);
        _children.Add(node);
        return node;
    }

    /// <summary>Predicts what runs inside of the subsegment: it fails if that fails.</summary>
    public void Run(Action<Node> body)
    {
        try
        {
            body(this);
        }
        catch (Failure)
        {
            _isFault = true;
            throw;
        }
    }

    /// <summary>The tree below the node, as <see cref="AutoTrace.Tests.Shared.TraceTree.Render"/> shows one.</summary>
    public string Render() => string.Join('\n', _children.SelectMany(child => child.Lines("")));

    private IEnumerable<string> Lines(string indent) => _children.SelectMany(child => child.Lines(indent + "  "))
        .Prepend($"{indent}{name}{(_isFault ? " [fault]" : "")}");
}

/// <summary>Stands for the exception that the program throws.</summary>
internal sealed class Failure : Exception;
