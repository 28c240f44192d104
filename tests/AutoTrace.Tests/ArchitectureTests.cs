using System.Text.RegularExpressions;

namespace AutoTrace.Tests;

/// <summary>
/// The folders of src/AutoTrace are the stages that a span passes, left to right: a stage may use itself, the stages to
/// its right, the nouns in Model, and Diagnostics, never a stage to its left. The root folder holds what users type and
/// the composition root, which sees all.
/// </summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] s_stages =
        ["CompilerServices", "Spans", "Context", "Buffering", "Sampling", "Documents", "Export"];

    // Stages name what is to be sent and how: the nouns that they share are no stages.
    private static readonly string[] s_shared = ["Model", "Diagnostics", "XRay"];

    [Fact]
    public void NoStageUsesAStageToItsLeft()
    {
        string root = Path.Combine(TestData.RepositoryRoot, "src", "AutoTrace");
        List<string> violations = [];
        int files = 0;
        for (int stage = 0; stage < s_stages.Length; stage++)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(root, s_stages[stage]), "*.cs"))
            {
                files++;
                foreach (Match use in UsingDirective().Matches(File.ReadAllText(file)))
                {
                    string used = use.Groups[1].Value;
                    int usedStage = Array.IndexOf(s_stages, used);
                    if (usedStage < 0 ? !s_shared.Contains(used) : usedStage < stage)
                    {
                        violations.Add($"{s_stages[stage]}/{Path.GetFileName(file)} uses {used}");
                    }
                }
            }
        }

        Assert.True(files > 20, $"Only {files} files were found below {root}.");
        Assert.Empty(violations);
    }

    [Theory]
    [InlineData("Model")]
    [InlineData("Diagnostics")]
    public void SharedNounsUseNoStageButExport(string folder)
    {
        // SilenceWatch reads what exporters report: the one arrow out of Diagnostics.
        string root = Path.Combine(TestData.RepositoryRoot, "src", "AutoTrace", folder);
        IEnumerable<string> used = Directory.EnumerateFiles(root, "*.cs")
            .SelectMany(file => UsingDirective().Matches(File.ReadAllText(file)))
            .Select(use => use.Groups[1].Value)
            .Except(s_shared);
        Assert.Empty(folder == "Diagnostics" ? used.Except(["Export"]) : used);
    }

    [GeneratedRegex(@"^using AutoTrace\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}
