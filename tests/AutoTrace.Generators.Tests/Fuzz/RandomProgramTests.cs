using System.Globalization;
using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>
/// Random programs do the same traced as untraced, and every traced method that ran left one subsegment.
/// </summary>
public sealed class RandomProgramTests
{
    /// <summary>For longer runs: <c>AUTOTRACE_FUZZ_PROGRAMS=1000</c>.</summary>
    private static int Count => int.Parse(
        Environment.GetEnvironmentVariable("AUTOTRACE_FUZZ_PROGRAMS") ?? "50", CultureInfo.InvariantCulture);

    [Fact]
    public async Task RandomProgramsDoTheSameTracedAsUntraced()
    {
        int subsegments = 0;
        for (int seed = 0; seed < Count; seed++)
        {
            string source = RandomProgram.Write(seed);
            try
            {
                TracedProgram program = await TracedProgram.RunAsync(source);
                IEnumerable<string> entered = program.Output.Split('\n')
                    .Where(line => line.StartsWith('>')).Select(line => line[1..]);
                Assert.Equal(entered.Order(), program.Subsegments.Select(name => name.Split('.')[1]).Order());
                subsegments += program.Subsegments.Count;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}\n{source}", e);
            }
        }

        Assert.True(subsegments > Count, "The programs trace next to nothing.");
    }
}
