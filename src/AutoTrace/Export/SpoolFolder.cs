namespace AutoTrace.Export;

/// <summary>
/// The files of the spool, in a folder that several processes may share: each is written once, at once, and belongs to
/// whoever has it open. Not thread-safe.
/// </summary>
internal sealed class SpoolFolder(string path, TimeProvider clock)
{
    private long _newest;

    public string Path => path;

    /// <summary>What its files take, in bytes; 0 while there is no such folder.</summary>
    public long Bytes => Files().Sum(LengthOf);

    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">It cannot be written, and is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public void Write(List<HeldDocument> documents)
    {
        byte[] bytes = new byte[documents.Sum(BytesOf)];
        Span<byte> space = bytes;
        foreach (HeldDocument document in documents)
        {
            space = SpoolRecords.Write(space, document);
        }

        Directory.CreateDirectory(path);
        _newest = Math.Max(_newest + 1, clock.GetUtcNow().UtcTicks);
        string name = SpoolFile.NewName(documents[0].Source?.Age ?? SpoolFile.AgeOf(_newest));
        string file = System.IO.Path.Combine(path, name);
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            // Traces are nobody else's business.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream stream = new(file, options);
        try
        {
            stream.Write(bytes);
        }
        catch (IOException)
        {
            File.Delete(file);
            throw;
        }
    }

    /// <summary>Takes the oldest file that no process has; null where there is none.</summary>
    public SpoolFile? TryTakeOldest()
    {
        foreach (FileInfo file in Files().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (SpoolFile.TryClaim(file.FullName) is { } claimed)
            {
                return claimed;
            }
        }

        return null;
    }

    /// <summary>What a document takes in a file.</summary>
    public static int BytesOf(HeldDocument document) => SpoolRecords.HeaderBytes + document.Json.Length;

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            // It has gone meanwhile.
            return 0;
        }
    }

    private FileInfo[] Files()
    {
        try
        {
            return new DirectoryInfo(path).GetFiles(SpoolFile.Pattern);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
