using System.Collections.Concurrent;
using System.Globalization;
using AutoTrace.Generators.Tests.Harness;
using Xunit.Abstractions;

namespace AutoTrace.Generators.Tests.Fuzz;

/// <summary>
/// Random programs do the same traced as untraced, every use in them is traced or reported, and the trace is the one
/// that was predicted for them.
/// </summary>
public sealed class RandomProgramTests(ITestOutputHelper output)
{
    /// <summary>
    /// For longer runs: <c>AUTOTRACE_FUZZ_PROGRAMS=2000</c>, and others: <c>AUTOTRACE_FUZZ_SEED=50</c>.
    /// </summary>
    private static readonly int s_count = Number("AUTOTRACE_FUZZ_PROGRAMS", 50);

    private static readonly int s_seed = Number("AUTOTRACE_FUZZ_SEED", 0);

    [Fact]
    public async Task RandomProgramsDoTheSameTracedAsUntracedAndLeaveTheTraceThatWasPredicted()
    {
        ConcurrentDictionary<int, int> rows = new();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = 2 };
        await Parallel.ForEachAsync(Enumerable.Range(s_seed, s_count), parallel, async (seed, _) =>
        {
            RandomProgram program = new(seed);
            if (await FindMistakeAsync(program, Range.All) is { } mistake)
            {
                Assert.Fail(await ShrinkAsync(program, seed, mistake));
            }

            foreach (int row in program.Rows)
            {
                rows.AddOrUpdate(row, 1, (_, count) => count + 1);
            }
        });

        output.WriteLine($"{s_count} programs from seed {s_seed}. How many have a use of each row:");
        output.WriteLine(string.Join(", ", rows.OrderBy(row => row.Key).Select(row => $"{row.Key}: {row.Value}")));
        Assert.True(rows.Count >= 30, $"The programs have uses of {rows.Count} rows only.");
    }

    /// <summary>What is wrong with the program, with these statements of its <c>Main</c>; null if nothing is.</summary>
    private static async Task<string?> FindMistakeAsync(RandomProgram program, Range statements)
    {
        string expected = program.Predict(statements);
        try
        {
            TracedProgram run = await TracedProgram.RunAsync(program.Write(statements));
            return run.Trace == expected ? null : $"Expected:\n{expected}\n\nIs:\n{run.Trace}";
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    /// <summary>Writes the program to a file, with the first statement that fails by itself if there is one.</summary>
    private static async Task<string> ShrinkAsync(RandomProgram program, int seed, string mistake)
    {
        Range statements = Range.All;
        for (int i = 0; i < program.Length && statements.Equals(Range.All); i++)
        {
            if (await FindMistakeAsync(program, i..(i + 1)) is { } smaller)
            {
                (statements, mistake) = (i..(i + 1), smaller);
            }
        }

        string path = Path.Combine(AppContext.BaseDirectory, $"fuzz-{seed}.cs");
        await File.WriteAllTextAsync(path, program.Write(statements));
        return $"Seed {seed}, written to {path}: {mistake}";
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { } value
            ? int.Parse(value, CultureInfo.InvariantCulture)
            : otherwise;
}
