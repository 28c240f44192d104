using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.Corpus;

/// <summary>What becomes of a <see cref="Shape"/>.</summary>
/// <param name="Traced">With tracing.</param>
/// <param name="Off">With <c>AutoTraceEnabled=false</c>.</param>
/// <param name="Without">Without the generator; null if the shape needs it to compile.</param>
internal sealed record ShapeRun(Run Traced, Run Off, Run? Without)
{
    public static async Task<ShapeRun> OfAsync(Shape shape)
    {
        Run? traced = await RunAsync((project, references) => project.Generate(references, isEnabled: true).Emit());
        Run? off = await RunAsync((project, references) => project.Generate(references, isEnabled: false).Emit());
        Run? without = await RunAsync((project, references) => project.Compile(references));
        return new ShapeRun(traced!, off!, without);

        async Task<Run?> RunAsync(Func<ShapeProject, IEnumerable<MetadataReference>, byte[]?> compile)
        {
            List<byte[]> assemblies = [];
            foreach (ShapeProject project in shape.Projects)
            {
                if (compile(project, shape.References(project, assemblies)) is not { } assembly)
                {
                    return null;
                }

                assemblies.Add(assembly);
            }

            return await Run.OfAsync(assemblies[^1], [.. assemblies[..^1]]);
        }
    }
}
