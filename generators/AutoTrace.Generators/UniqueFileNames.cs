namespace AutoTrace.Generators;

/// <summary>Names a generated file after its source file, and never two alike: linked files may share a name.</summary>
/// <param name="kind">The first part of the names.</param>
/// <param name="projectDirectory">With a separator at its end; empty if unknown.</param>
internal sealed class UniqueFileNames(string kind, string projectDirectory)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string For(string path)
    {
        string readable = Path.GetFileNameWithoutExtension(path);
        string identity = Relative(path);
        string name = FileNames.Of(kind, readable, identity);
        for (int i = 2; !_taken.Add(name); i++)
        {
            name = FileNames.Of(kind, readable, identity + "#" + i);
        }

        return name;
    }

    /// <summary>To the project, so that the name is the same on every machine.</summary>
    private string Relative(string path) =>
        projectDirectory.Length > 0 && path.StartsWith(projectDirectory, StringComparison.OrdinalIgnoreCase)
            ? path.Substring(projectDirectory.Length).Replace('\\', '/')
            : Path.GetFileName(path);
}
