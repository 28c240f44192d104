using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace AutoTrace.Generators.Tests.Corpus;

/// <summary>
/// A program of the corpus: a file in <c>Shapes</c>. Lines that start with <c>////</c> divide it into projects, each of
/// which references those before it, and into files. The first project is the app unless such a line says otherwise.
/// </summary>
/// <param name="Projects">In the order of their references; the last is the app.</param>
/// <param name="Trace">
/// The subsegments of a run, as the comment at the end of the file shows them; null if the compiler is to refuse it.
/// </param>
internal sealed partial record Shape(IReadOnlyList<ShapeProject> Projects, string? Trace)
{
    public static string Folder => Path.Combine(Path.GetDirectoryName(ThisFile())!, "Shapes");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.cs")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static Shape Read(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, name + ".cs"));
        Match end = End().Match(text);
        Assert.True(end.Success, $"{name}.cs ends neither with /* trace: … */ nor with /* does not compile */.");
        List<ShapeProject> projects = [];
        string[] parts = Divider().Split("//// project App\n" + text[..end.Index]);
        for (int i = 1; i < parts.Length; i += 2)
        {
            Add(projects, parts[i], parts[i + 1]);
        }

        projects.RemoveAll(project => project.Files.All(IsComment));
        return new Shape(projects, end.Groups["trace"] is { Success: true } trace ? trace.Value.TrimEnd() : null);
    }

    /// <param name="project">Of this shape.</param>
    /// <param name="assemblies">The projects before it.</param>
    public IEnumerable<MetadataReference> References(ShapeProject project, IEnumerable<byte[]> assemblies) =>
        [.. assemblies.Zip(Projects).Where(each => project.Sees(each.Second))
            .Select(each => MetadataReference.CreateFromImage(each.First))];

    /// <param name="projects">So far.</param>
    /// <param name="header">
    /// <c>project Shop: library, packable</c>, <c>file</c>, or <c>generated Index.g.cs</c>.
    /// </param>
    /// <param name="text">What follows it.</param>
    private static void Add(List<ShapeProject> projects, string header, string text)
    {
        string[] words = header.Split([' ', ':', ','], StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "project":
                projects.Add(new ShapeProject(words[1], [.. words[2..]]));
                projects[^1].Files.Add(text);
                break;
            case "file":
                projects[^1].Files.Add(text);
                break;
            case "generated":
                projects[^1].Generated.Add((words[1], text));
                break;
            default:
                throw new FormatException($"\"//// {header}\" starts neither a project nor a file.");
        }
    }

    private static bool IsComment(string text) =>
        text.Split('\n').All(line => line.Length == 0 || line.StartsWith("// ", StringComparison.Ordinal));

    [GeneratedRegex("^/\\* (trace:\n(?<trace>[^*]*)|does not compile )\\*/\\s*$", RegexOptions.Multiline)]
    private static partial Regex End();

    [GeneratedRegex("^//// (.*)\n", RegexOptions.Multiline)]
    private static partial Regex Divider();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
