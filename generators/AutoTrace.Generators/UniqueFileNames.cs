namespace AutoTrace.Generators;

/// <summary>Names a generated file after its source file, and never two alike: linked files may share a name.</summary>
internal sealed class UniqueFileNames(string projectDirectory)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string For(string path)
    {
        bool isInProject = projectDirectory.Length > 0 && path.StartsWith(projectDirectory, StringComparison.OrdinalIgnoreCase);

        // Relative, so that the name is the same on every machine.
        string identity = isInProject ? path.Substring(projectDirectory.Length).Replace('\\', '/') : Path.GetFileName(path);
        string name = FileNames.Of("Calls", Path.GetFileNameWithoutExtension(path), identity);
        for (int i = 2; !_taken.Add(name); i++)
        {
            name = FileNames.Of("Calls", Path.GetFileNameWithoutExtension(path), identity + "#" + i);
        }

        return name;
    }
}
