using AutoTrace.Generators.Model;
using AutoTrace.Generators.Symbols;

namespace AutoTrace.Generators.Emission;

/// <summary>Writes what stands around the user's call, the same on both sides.</summary>
internal static class CallBody
{
    private const string Namespace = "global::AutoTrace.CompilerServices.";

    /// <param name="writer">In the wrapper's block.</param>
    /// <param name="method">That is called.</param>
    /// <param name="begin">The static call that opens the subsegment; null for none.</param>
    /// <param name="invocation">Calls the user's method.</param>
    public static void Write(CodeWriter writer, MethodShape method, string? begin, string invocation)
    {
        if (begin is null)
        {
            Forward(writer, method, invocation);
        }
        else
        {
            Write(writer, method, begin, invocation, unless: "", [new("", method.Annotations)]);
        }
    }

    /// <param name="writer">In the wrapper's block.</param>
    /// <param name="method">That is called.</param>
    /// <param name="begin">The static call that opens the subsegment.</param>
    /// <param name="invocation">Calls the user's method.</param>
    /// <param name="unless">What else lets the call pass untraced, with <c>||</c> before it.</param>
    /// <param name="annotations">The arguments that become annotations, each with its condition.</param>
    public static void Write(
        CodeWriter writer,
        MethodShape method,
        string begin,
        string invocation,
        string unless,
        IEnumerable<KeyValuePair<string, EquatableArray<Annotation>>> annotations)
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
        writer.Line($"{type} {call} = {type}.{begin};");
        foreach (KeyValuePair<string, EquatableArray<Annotation>> each in annotations)
        {
            AnnotationStatements.Write(writer, each.Value, call, each.Key);
        }

        if (method.Returns is ReturnKind.Task or ReturnKind.Stream)
        {
            WriteContinued(writer, method, call, invocation);
        }
        else
        {
            writer.Open("try");
            Forward(writer, method, invocation);
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
    private static void WriteContinued(CodeWriter writer, MethodShape method, string call, string invocation)
    {
        string result = Names.Unused(method.Returns == ReturnKind.Task ? "task" : "items", method);
        writer.Line($"{method.ReturnType} {result};");
        writer.Open("try");
        writer.Line($"{result} = {invocation};");
        writer.Close();
        WriteFailure(writer, method, call);
        WriteFinally(writer, $"{call}.Leave();");
        writer.Line();
        writer.Line($"return {call}.EndWith({result});");
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
