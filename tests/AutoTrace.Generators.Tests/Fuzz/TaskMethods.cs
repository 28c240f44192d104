namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>Tasks that have to stay the ones they are, exceptions before there is a task, and async void.</summary>
internal static class TaskMethods
{
    public static void Declare(RandomProgram program)
    {
        string type = program.Name("T");
        Tracing tracing = program.Tracing();
        Body body = new(program, type);
        Body quiet = new(program, $"V{type}", mayThrow: false);
        string value = $"{body.Code} return new(task);";
        string later = $"{quiet.Code} await Task.CompletedTask;";
        program.Add($$"""
            static partial class {{type}}
            {
                {{tracing.Declare("public static", "Task<int> Cached(int x)", $"{body.Code} return Statics.Cached;")}}
                {{tracing.Declare("public static", "Task<int> Pass(Task<int> task)", $"{body.Code} return task;")}}
                {{tracing.Declare("public static", "Task PassPlain(Task task)", $"{body.Code} return task;")}}
                {{tracing.Declare("public static", "ValueTask<int> Value(Task<int> task)", value)}}
                {{tracing.Declare("public static", "void Later(int x)", later, "async")}}
            }
            """);
        Add(1, "Cached", _ => $"Log.Line(ReferenceEquals(Statics.Cached, {type}.Cached(1)));");
        Add(1, "Pass", isAsync =>
            $"TaskCompletionSource<int> s = new(); Task<int> t = {type}.Pass(s.Task); " +
            $"Log.Line(ReferenceEquals(s.Task, t)); s.SetResult(2); Log.Line({Use.Wait("t", isAsync)});");
        Add(1, "PassPlain", isAsync =>
            $"TaskCompletionSource s = new(); Task t = {type}.PassPlain(s.Task); " +
            $"Log.Line(ReferenceEquals(s.Task, t)); s.SetResult(); {Use.Wait("t", isAsync)};");
        Add(1, "Value", isAsync =>
            $"TaskCompletionSource<int> s = new(); ValueTask<int> t = {type}.Value(s.Task); " +
            $"s.SetResult(3); Log.Line({Use.Wait("t.AsTask()", isAsync)});");
        program.Add(45, $"{type}.Later(4);", (tracing.Subsegment($"{type}.Later"), quiet));

        void Add(int row, string name, Func<bool, string> code) =>
            program.Add(row, code, (tracing.Subsegment($"{type}.{name}"), body));
    }
}
