using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;

namespace AutoTrace.Generators.Emission;

/// <summary>Writes what stands around the user's call, the same on both sides.</summary>
internal static class CallBody
{
    private const string Namespace = "global::AutoTrace.CompilerServices.";

    /// <param name="writer">In the wrapper's block.</param>
    /// <param name="method">That is called.</param>
    /// <param name="opening">What opens the subsegment; null for nothing.</param>
    /// <param name="invocation">Calls the user's method.</param>
    /// <param name="site">The static that describes the method to the runtime.</param>
    public static void Write(
        CodeWriter writer, MethodShape method, Opening? opening, string invocation, string site)
    {
        if (opening is null)
        {
            Forward(writer, method, invocation);
        }
        else
        {
            string? resultSite = method.Options.CapturesResult ? site : null;
            Write(writer, method, opening, invocation, resultSite, unless: "", [new("", method.Arguments)]);
        }
    }

    /// <param name="writer">In the wrapper's block.</param>
    /// <param name="method">That is called.</param>
    /// <param name="opening">What opens the subsegment.</param>
    /// <param name="invocation">Calls the user's method.</param>
    /// <param name="resultSite">The static that says how the result is recorded; null if it is not.</param>
    /// <param name="unless">What else lets the call pass untraced, with <c>||</c> before it.</param>
    /// <param name="arguments">Those that are recorded, each with its condition.</param>
    public static void Write(
        CodeWriter writer,
        MethodShape method,
        Opening opening,
        string invocation,
        string? resultSite,
        string unless,
        IEnumerable<KeyValuePair<string, EquatableArray<CapturedArgument>>> arguments)
    {
        string call = Names.Unused("call", method);
        writer.Open($"if (!{Namespace}TracedCall.IsEnabled{unless})");
        Forward(writer, method, invocation);
        if (method.Returns == ReturnKind.Void)
        {
            writer.Line("return;");
        }

        writer.Close();
        writer.Line();
        string type = Namespace + (method.Returns == ReturnKind.Stream ? "TracedSequence" : "TracedCall");

        // Made where it lies: to copy it would cost as much as to open the subsegment.
        writer.Line(opening.Method is null
            ? $"{type} {call} = new {type}({opening.Arguments});"
            : $"{type}.{opening.Method}({opening.Arguments}, out {type} {call});");
        foreach (KeyValuePair<string, EquatableArray<CapturedArgument>> each in arguments)
        {
            CaptureStatements.Write(writer, each.Value, call, each.Key);
        }

        if (method.Returns is ReturnKind.Task or ReturnKind.Stream)
        {
            WriteContinued(writer, method, call, invocation, resultSite);
        }
        else
        {
            writer.Open("try");
            Forward(
                writer, method, resultSite is null ? invocation : $"{call}.CaptureResult({resultSite}, {invocation})");
            writer.Close();
            WriteFailure(writer, method, call);
            WriteFinally(writer, $"{call}.End();");
        }
    }

    /// <summary>Calls and returns what the call returns.</summary>
    public static void Forward(CodeWriter writer, MethodShape method, string invocation)
    {
        switch (method.Returns)
        {
            case ReturnKind.Void:
                writer.Line($"{invocation};");
                break;
            case ReturnKind.Reference:
                writer.Line($"return ref {invocation};");
                break;
            default:
                writer.Line($"return {invocation};");
                break;
        }
    }

    /// <summary>
    /// Not async: what the method throws before it returns a task or stream is thrown, and its task is the one that
    /// the caller gets.
    /// </summary>
    private static void WriteContinued(
        CodeWriter writer, MethodShape method, string call, string invocation, string? resultSite)
    {
        string result = Names.Unused(method.Returns == ReturnKind.Task ? "task" : "items", method);
        writer.Line($"{method.ReturnType} {result};");
        writer.Open("try");
        writer.Line($"{result} = {invocation};");
        writer.Close();
        WriteFailure(writer, method, call);
        WriteFinally(writer, $"{call}.Leave();");
        writer.Line();
        writer.Line($"return {call}.EndWith({result}{(resultSite is null ? "" : $", {resultSite}")});");
    }

    private static void WriteFailure(CodeWriter writer, MethodShape method, string call)
    {
        string exception = Names.Unused("exception", method);
        writer.Open($"catch (global::System.Exception {exception}) when ({call}.Fail({exception}))");
        writer.Line("throw;");
        writer.Close();
    }

    private static void WriteFinally(CodeWriter writer, string statement)
    {
        writer.Open("finally");
        writer.Line(statement);
        writer.Close();
    }
}

/// <summary>How a wrapper opens the subsegment.</summary>
/// <param name="Arguments">The description of the method and, unless the constructor takes them, the receiver.</param>
/// <param name="Method">The static method that takes them; null for the constructor.</param>
internal sealed record Opening(string Arguments, string? Method = null);
