using System.Collections.Concurrent;
using System.Globalization;
using static AutoTrace.Tests.Recording;

namespace AutoTrace.Tests.Context;

/// <summary>
/// Many flows at once open, annotate and end spans, await, fork and forget. What is emitted must be, span by span, what
/// a list of "this one was opened under that one" says.
/// </summary>
[Trait("Category", "Concurrency")]
public sealed class ManyFlowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task TheEmittedTreesAreExactlyWhatASimpleModelSays(int seed)
    {
        using Recording recording = new(options => (options.QueueCapacity, options.QueueBytes) = (1 << 16, 1 << 30));
        Model model = new();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(flow => Task.Run(async () =>
        {
            Random random = new((seed * 1000) + flow);
            for (int i = 0; i < 25; i++)
            {
                ConcurrentBag<Task> forked = [];
                string name = model.Opened(parent: null);
                using (recording.BeginSegment(name))
                {
                    await model.RunAsync(random, name, depth: 0, forked);
                }

                // One after the other: what was forked may fork again.
                while (forked.TryTake(out Task? fork))
                {
                    await fork;
                }
            }
        })));

        TraceTree tree = await recording.TreeAsync();
        Dictionary<string, string> names = tree.Nodes.ToDictionary(node => node.Id, node => node.Name);
        Dictionary<string, string?> emitted = tree.Nodes.ToDictionary(
            node => node.Name, node => node.ParentId is null ? null : names[node.ParentId]);
        Assert.Equal(model.Parents.Count, emitted.Count);
        Assert.All(model.Parents, expected => Assert.Equal(expected.Value, emitted[expected.Key]));

        // What a forked flow writes after its segment was read comes too late, and its span says that it was closed
        // early.
        Assert.All(
            tree.Nodes.Where(node => node.Metadata is null),
            node => Assert.Equal(
                model.Annotations.GetValueOrDefault(node.Name), (int?)node.Annotations?["mark"]));

        TraceCounters counters = recording.Runtime.Counters;
        Assert.Equal(model.Parents.Count, counters.Produced);
        Assert.Equal(counters.Produced, counters.Sent);
    }

    private sealed class Model
    {
        private int _last;

        public ConcurrentDictionary<string, string?> Parents { get; } = new();

        public ConcurrentDictionary<string, int?> Annotations { get; } = new();

        public string Opened(string? parent)
        {
            string name = Interlocked.Increment(ref _last).ToString("'n'0", CultureInfo.InvariantCulture);
            Parents[name] = parent;
            return name;
        }

        public async Task RunAsync(Random random, string parent, int depth, ConcurrentBag<Task> forked)
        {
            int steps = random.Next(1, 5);
            for (int i = 0; i < steps && depth < 5; i++)
            {
                int seed = random.Next();
                switch (random.Next(8))
                {
                    case 0:
                        Traced(Opened(parent, out string sync), () => Annotate(sync, seed));
                        break;
                    case 1:
                        await TracedAsync(Opened(parent, out string asynchronous), async () =>
                        {
                            await Task.Yield();
                            await RunAsync(new Random(seed), asynchronous, depth + 1, forked);
                        });
                        break;
                    case 2:
                        await Task.WhenAll(Enumerable.Range(0, 3).Select(branch =>
                            TracedAsync(
                                Opened(parent, out string fanned),
                                () => RunAsync(new Random(seed + branch), fanned, depth + 1, forked))));
                        break;
                    case 3:
                        // Outlives whatever started it, perhaps the segment too.
                        forked.Add(Task.Run(() => RunAsync(new Random(seed), parent, depth + 1, forked)));
                        break;
                    case 4:
                        Traced(
                            Opened(parent, out string parallel),
                            () => Parallel.For(0, 4, _ => Traced(Opened(parallel), () => { })));
                        break;
                    case 5:
                        RunProven(new Random(seed), parent, depth + 1, forked);
                        break;
                    case 6:
                        Proven(Opened(parent, out string kept), () => Throws(new Random(seed), kept, depth + 1, forked));
                        break;
                    case 7:
                        using (AutoTracer.BeginSubsegment(Opened(parent, out string byHand)))
                        {
                            Annotate(byHand, seed);
                            await Task.Yield();
                            await RunAsync(new Random(seed), byHand, depth + 1, forked);
                        }

                        break;
                }
            }
        }

        /// <summary>A body that is proven calls others, which may do anything.</summary>
        private void RunProven(Random random, string parent, int depth, ConcurrentBag<Task> forked) =>
            Proven(Opened(parent, out string proven), () =>
            {
                Annotate(proven, random.Next());
                for (int i = random.Next(3); i > 0 && depth < 6; i--)
                {
                    int seed = random.Next();
                    if (random.Next(3) == 0)
                    {
                        RunProven(new Random(seed), proven, depth + 1, forked);
                    }
                    else
                    {
                        Traced(Opened(proven, out string forking), () =>
                            forked.Add(RunAsync(new Random(seed), forking, depth + 1, forked)));
                    }
                }
            });

        private void Throws(Random random, string parent, int depth, ConcurrentBag<Task> forked)
        {
            try
            {
                Proven(Opened(parent, out string thrown), () =>
                {
                    RunProven(random, thrown, depth, forked);
                    throw new OperationCanceledException();
                });
            }
            catch (OperationCanceledException)
            {
                Proven(Opened(parent), () => { });
            }
        }

        private string Opened(string parent, out string name) => name = Opened(parent);

        private void Annotate(string name, int value)
        {
            AutoTracer.Current.Annotate("mark", value);
            Annotations[name] = value;
        }
    }
}
