using System.Text.RegularExpressions;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests;

/// <summary>
/// Data flows one way through the daemon's folders: a stage knows those before it, never one that comes after.
/// </summary>
public sealed partial class StagesTests
{
    private static readonly Dictionary<string, string[]> s_mayUse = new()
    {
        ["Decode"] = [],
        ["Store"] = ["Decode"],
        ["Receive"] = ["Decode", "Store"],
        ["Sampling"] = [],
        ["Query"] = ["Decode", "Store"],
        ["Web"] = ["Decode", "Store", "Receive", "Sampling", "Query"],
    };

    [Fact]
    public void AStageUsesOnlyStagesBeforeIt()
    {
        string root = Path.Combine(TestData.RepositoryRoot, "src", "AutoTrace.Daemon");
        string[] uses =
        [
            .. from stage in s_mayUse.Keys
               from file in Directory.EnumerateFiles(Path.Combine(root, stage), "*.cs", SearchOption.AllDirectories)
               from Match use in Stage().Matches(File.ReadAllText(file))
               where use.Groups[1].Value != stage
               select $"{stage} {use.Groups[1].Value}",
        ];

        Assert.Contains("Web Query", uses);
        Assert.Empty(uses.Except(s_mayUse.SelectMany(s => s.Value, (stage, used) => $"{stage.Key} {used}")));
    }

    [GeneratedRegex(@"\bAutoTrace\.Daemon\.(\w+)")]
    private static partial Regex Stage();
}
