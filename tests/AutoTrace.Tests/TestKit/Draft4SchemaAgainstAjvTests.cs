using System.ComponentModel;
using System.Text.Json;

namespace AutoTrace.Tests.TestKit;

public sealed class Draft4SchemaAgainstAjvTests
{
    private const int Count = 4000;
    private const string Folder = "tests/AutoTrace.Tests/TestKit/node";

    [SkippableFact]
    public async Task FindsFaultsAtTheSamePlacesAsAjv()
    {
        string[] documents = [.. MutatedDocuments.Generate(Count, seed: 20)];

        string[] ajv = await RunAjvAsync(documents);

        string[] ours = [.. documents.Select(document => JsonSerializer.Serialize(Pointers(document)))];
        Assert.Equal(Count, ajv.Length);
        Assert.All(documents.Zip(ajv, ours), pair => Assert.True(pair.Second == pair.Third,
            $"ajv: {pair.Second}, Draft4Schema: {pair.Third}, document: {pair.First}"));
        Assert.InRange(ours.Count(pointers => pointers == "[]"), Count / 5, Count * 4 / 5);
    }

    private static IEnumerable<string> Pointers(string document) =>
        Draft4Schema.Segment.Validate(JsonElement.Parse(document)).Select(v => v.Pointer).Distinct()
            .Order(StringComparer.Ordinal);

    private static async Task<string[]> RunAjvAsync(string[] documents)
    {
        string node = Path.Combine(TestData.RepositoryRoot, Folder);
        Skip.IfNot(Directory.Exists(Path.Combine(node, "node_modules")), $"Needs Node.js: run \"npm ci\" in {Folder}.");

        DirectoryInfo work = Directory.CreateTempSubdirectory("autotrace-ajv");
        try
        {
            string schema = Path.Combine(work.FullName, "schema.json");
            string input = Path.Combine(work.FullName, "documents.jsonl");
            await File.WriteAllTextAsync(schema, TestData.SegmentSchema);
            await File.WriteAllLinesAsync(input, documents);
            using ChildProcess ajv = StartNode([Path.Combine(node, "validate.mjs"), schema, input]);
            Assert.Equal(0, await ajv.WaitForExitAsync(TimeSpan.FromMinutes(1)));
            return [.. ajv.Output];
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static ChildProcess StartNode(string[] arguments)
    {
        try
        {
            return ChildProcess.Start("node", arguments);
        }
        catch (Win32Exception)
        {
            throw new SkipException($"Needs Node.js 18 or later on the PATH, and \"npm ci\" in {Folder}.");
        }
    }
}
