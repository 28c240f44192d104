using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using AutoTrace.Export;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Generators.Tests.Harness;

/// <summary>What a program did.</summary>
/// <param name="Output">What it logged, a line each, and an exception that left it.</param>
/// <param name="Trace">
/// The subsegments that it left, as <see cref="TraceTree.Render"/> shows them, without the segment.
/// </param>
/// <param name="Tree">The same, with all they carry.</param>
internal sealed record Run(string Output, string Trace, TraceTree Tree)
{
    /// <summary>The names of all subsegments, in the order in which they started.</summary>
    public IReadOnlyList<string> Subsegments =>
        [.. Tree.Nodes.Where(node => !node.IsSegment).OrderBy(node => node.Start).Select(node => node.Name)];

    /// <summary>
    /// Runs the program in a load context of its own, against a runtime of its own, inside a segment <c>test</c>.
    /// </summary>
    public static async Task<Run> OfAsync(byte[] program, params byte[][] libraries)
    {
        AssemblyLoadContext context = new(name: null, isCollectible: true);
        InMemoryExporter exporter = new();
        await using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options =>
        {
            options.Exporter = exporter;
            options.SampleEverything = true;
            options.ServiceName = "test";
            options.TimeProvider = new OrderedClock();
            options.OnInformation = null;
            options.OnWarning = null;
        });
        try
        {
            foreach (byte[] library in libraries)
            {
                context.LoadFromStream(new MemoryStream(library));
            }

            Assembly assembly = context.LoadFromStream(new MemoryStream(program));
            string output = Execute(runtime, assembly);
            await runtime.FlushAsync(Eventually.Deadline);
            TraceTree tree = TraceTree.Of(
                exporter.Documents.Select(text => SegmentDocument.Parse(Encoding.UTF8.GetBytes(text))));
            string[] lines = tree.Render().Split('\n');
            return new Run(output, string.Join('\n', lines.Skip(1).Select(line => line[2..])), tree);
        }
        finally
        {
            context.Unload();
        }
    }

    private static string Execute(AutoTraceRuntime runtime, Assembly assembly)
    {
        MethodInfo main = assembly.EntryPoint!;
        using (runtime.BeginSegment("test"))
        {
            try
            {
                main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
            }
            catch (TargetInvocationException e)
            {
                Lines(assembly).Add($"unhandled {e.InnerException!.GetType().Name}: {e.InnerException.Message}");
            }
        }

        return string.Join('\n', Lines(assembly));
    }

    private static List<string> Lines(Assembly assembly) =>
        (List<string>)assembly.GetType("Log")!.GetField("Lines")!.GetValue(null)!;
}
