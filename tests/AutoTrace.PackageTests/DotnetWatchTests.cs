using AutoTrace.Tests.Shared;

namespace AutoTrace.PackageTests;

/// <summary>What becomes of tracing while <c>dotnet watch</c> applies edits to a running program.</summary>
[Collection(PackedFeed.Name)]
public sealed class DotnetWatchTests(PackedFeed feed)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task EditedBodiesMovedCallsAndNewCallsAreTracedWithoutARestart()
    {
        using FakeDaemon daemon = new();
        using ChildProcess watch = ChildProcess.StartDotnet(
            ["watch", "run", "--verbose", "--non-interactive", "--project", feed.PathOf("Watch/Watch.csproj")],
            PackedFeed.To(daemon));
        await watch.WaitForLineAsync(line => line.Contains("Waiting for changes", StringComparison.Ordinal), s_patience);
        await WordsAsync("first");

        await EditAsync("Say(\"first\");", "Say(\"second\");");
        await WordsAsync("second");
        await EditAsync("internal static class Work", "// A line more.\n\ninternal static class Work");
        await EditAsync("Say(\"second\");", "Say(\"third\");");
        await WordsAsync("third");
        await EditAsync("Say(\"third\");", "Say(\"third\");\n        Say(\"fourth\");");
        await WordsAsync("third", "fourth");

        Assert.Single(watch.Error, line => line.StartsWith("AutoTrace: service 'watch'", StringComparison.Ordinal));

        async Task EditAsync(string old, string edited)
        {
            string path = feed.PathOf("Watch/Work.cs");
            string text = await File.ReadAllTextAsync(path);
            Assert.Contains(old, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, text.Replace(old, edited, StringComparison.Ordinal));
        }

        Task WordsAsync(params string[] words) => daemon.WaitForAsync(
            $"calls with {string.Join(" and ", words)}",
            documents => documents.Count > 0 && Words(documents[^1]).SequenceEqual(words),
            s_patience);
    }

    private static IEnumerable<string> Words(SegmentDocument document) => TraceTree.Of([document]).Nodes
        .Where(node => node.Name == "Work.Say")
        .OrderBy(node => node.Start)
        .Select(node => (string)node.Annotations!["word"]!);
}
