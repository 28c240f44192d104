using System.Globalization;

namespace AutoTrace.Export;

/// <summary>
/// A file of the spool that this process has for itself until all of its documents are gone, and the file with them.
/// Not thread-safe.
/// </summary>
internal sealed class SpoolFile : IDisposable
{
    private const string Prefix = "autotrace-";
    private const string Suffix = ".spool";

    private readonly string _path;
    private readonly FileStream _file;
    private int _left;
    private bool _isKept;

    private SpoolFile(string path, FileStream file)
    {
        _path = path;
        _file = file;
        Age = Path.GetFileName(path)[..(Prefix.Length + 16)];
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        Bytes = bytes.Length;
        Documents = SpoolRecords.Read(bytes, out int damaged);
        Damaged = damaged;
        _left = Documents.Count;
    }

    /// <summary>The names of such files: by them they are in the order of their age.</summary>
    public static string Pattern => Prefix + "????????????????-*" + Suffix;

    /// <summary>What the name of a file begins with whose documents are as old.</summary>
    public string Age { get; }

    public List<(ReadOnlyMemory<byte> Json, int Records)> Documents { get; }

    public int Records => Documents.Sum(document => document.Records);

    /// <summary>How long it is.</summary>
    public int Bytes { get; }

    /// <summary>How many stretches of it could not be read.</summary>
    public int Damaged { get; }

    /// <summary>What the name of a file begins with that was first written then, in ticks of UTC.</summary>
    public static string AgeOf(long ticks) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{ticks:x16}");

    /// <summary>A name that no other file has.</summary>
    public static string NewName(string age) => $"{age}-{Guid.NewGuid():N}{Suffix}";

    /// <summary>Takes a file that nobody else has, and reads it. Null for others, and for what has gone.</summary>
    public static SpoolFile? TryClaim(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

            // On Unix it may have been opened before its owner deleted it.
            if (File.Exists(path))
            {
                return new SpoolFile(path, file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            // Another process has it, or must have it.
        }

        file?.Dispose();
        return null;
    }

    /// <summary>A document of it was delivered, or lost, or is in another file.</summary>
    /// <returns>Whether it was the last: the file is to be disposed of.</returns>
    public bool Gone() => --_left == 0;

    /// <summary>Leaves the file where it is, with all its documents.</summary>
    public void Keep() => _isKept = true;

    /// <summary>Gives it back, or deletes it, if nothing is left to be done with it.</summary>
    public void Dispose()
    {
        try
        {
            if (!_isKept)
            {
                // Whoever opens it between the two finds nothing.
                _file.SetLength(0);
            }

            _file.Dispose();
            if (!_isKept)
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its documents may be sent once more: X-Ray keeps one copy.
        }
    }
}
