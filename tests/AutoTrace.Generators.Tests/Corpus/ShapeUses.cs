using AutoTrace.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.Corpus;

/// <summary>Compares what became of every use in a <see cref="Shape"/> with what its markers say.</summary>
internal static class ShapeUses
{
    /// <summary>What is not as marked, a line each.</summary>
    public static async Task<IReadOnlyList<string>> FindMistakesAsync(Shape shape)
    {
        List<string> mistakes = [];
        List<string> declared = [];
        List<Marker> elsewhere = [];
        List<byte[]> assemblies = [];
        foreach (ShapeProject project in shape.Projects)
        {
            Generation generation = project.Generate(shape.References(project, assemblies), isEnabled: true);
            ILookup<SyntaxToken, string> outcomes = await project.OutcomesAsync(generation);
            Dictionary<SyntaxToken, Marker> markers = generation.Sources.SelectMany(Marker.In)
                .ToDictionary(marker => marker.Token);
            ILookup<SyntaxToken, string> errors = Outcomes.OfErrors(generation);
            foreach (SyntaxToken token in markers.Keys.Union(outcomes.Concat(errors).Select(group => group.Key)))
            {
                Marker marker = markers.GetValueOrDefault(token) ?? new(0, "unmarked", token);
                if (!outcomes[token].Concat(errors[token]).SequenceEqual(marker.Expected))
                {
                    mistakes.Add($"{marker}: [{string.Join(", ", outcomes[token].Concat(errors[token]))}]");
                }
            }

            elsewhere.AddRange(markers.Values.Where(marker => marker.IsElsewhere));
            declared.AddRange(await project.ReportsAsync(generation));
            declared.AddRange(Outcomes.Bodies(generation).Select(body => $"{Outcomes.Body} of {body}"));
            declared.AddRange(outcomes.SelectMany(group =>
                group.Select(id => $"{id} of {Declared(generation, group.Key)}")));
            if (shape.Trace is not null)
            {
                assemblies.Add(generation.Emit());
            }
        }

        return [.. mistakes, .. elsewhere.Where(marker => declared.Count(each => each == marker.Outcome) != 1)
            .Select(marker => $"{marker}, which is not so")];
    }

    /// <summary><c>Type.Member</c> if the token is the name of a member that is declared there.</summary>
    private static string Declared(Generation generation, SyntaxToken name) =>
        generation.ModelOf(name.SyntaxTree!).GetDeclaredSymbol(name.Parent!) is
            { ContainingType: { } type } member
            ? $"{type.Name}.{member.Name}"
            : "";
}
