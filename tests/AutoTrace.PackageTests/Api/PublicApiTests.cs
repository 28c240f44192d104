using System.IO.Compression;
using AutoTrace.Tests.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoTrace.PackageTests.Api;

/// <summary>
/// What the packages offer is what was reviewed: <c>PublicApi.txt</c> beside each project. A test that fails says how
/// to accept a wanted change.
/// </summary>
[Collection(PackedFeed.Name)]
public sealed class PublicApiTests(PackedFeed feed)
{
    private const string HowToAccept =
        "AUTOTRACE_ACCEPT_API=1 dotnet test tests/AutoTrace.PackageTests --filter PublicApiTests";

    /// <summary>What compiled wrappers call, in libraries that nobody compiles anew.</summary>
    private const string AppendOnly = "AutoTrace.CompilerServices";

    private static readonly MetadataReference[] s_platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [Theory]
    [InlineData("AutoTrace")]
    [InlineData("AutoTrace.Aws")]
    [InlineData("AutoTrace.Hosting")]
    [InlineData("AutoTrace.Testing")]
    public void PackageOffersWhatWasReviewed(string package)
    {
        string path = Path.Combine(Path.GetDirectoryName(PackedFeed.Project(package))!, "PublicApi.txt");
        string reviewed = File.Exists(path) ? File.ReadAllText(path) : "";
        string offered = ApiText.Of(Read(package));

        Assert.Empty(ApiText.DeclarationsIn(reviewed, AppendOnly)
            .Except(ApiText.DeclarationsIn(offered, AppendOnly))
            .Select(missing => $"{missing} is gone or changed: {AppendOnly} may only grow within a major version"));
        if (Environment.GetEnvironmentVariable("AUTOTRACE_ACCEPT_API") == "1")
        {
            File.WriteAllText(path, offered);
        }
        else
        {
            string[] before = reviewed.Split('\n'), now = offered.Split('\n');
            IEnumerable<string> differences = before.Except(now).Select(line => "- " + line.Trim())
                .Concat(now.Except(before).Select(line => "+ " + line.Trim()));
            Assert.True(
                reviewed == offered,
                $"{path} is not what {package} offers:\n{string.Join('\n', differences)}\nIf this is wanted: {HowToAccept}");
        }
    }

    private Dictionary<string, IAssemblySymbol> Read(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.Package(package));
        return archive.Entries.Where(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal) &&
                entry.Name == package + ".dll")
            .ToDictionary(entry => entry.FullName.Split('/')[1], entry => Load(entry));
    }

    private static IAssemblySymbol Load(ZipArchiveEntry entry)
    {
        using MemoryStream image = new();
        using (Stream packed = entry.Open())
        {
            packed.CopyTo(image);
        }

        PortableExecutableReference assembly = MetadataReference.CreateFromImage(image.ToArray());
        return (IAssemblySymbol)CSharpCompilation.Create("Reader", references: [.. s_platform, assembly])
            .GetAssemblyOrModuleSymbol(assembly)!;
    }
}
