using AutoTrace.Diagnostics;

namespace AutoTrace.Sampling;

/// <summary>
/// The rules of a file, which is read again when it has changed. A file that cannot be used leaves the rules as they
/// were, at the start X-Ray's default, and is spoken of once.
/// </summary>
/// <remarks>By its content, not by its time: what is mounted into a container changes behind a link.</remarks>
internal sealed class LocalRules
{
    private const int MostBytes = 256 << 10;

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly string _path;
    private readonly Sampler _sampler;
    private readonly TimeProvider _clock;
    private (LocalRule Definition, Reservoir Reservoir)[] _rules = [];
    private byte[]? _seen;
    private string? _complaint;

    /// <summary>Reads the file: the first segment is decided by it.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="sampler">Has rules already, for a file that cannot be used.</param>
    /// <param name="clock">Of the runtime.</param>
    public LocalRules(string path, Sampler sampler, TimeProvider clock)
    {
        (_path, _sampler, _clock) = (path, sampler, clock);
        TryRead();
    }

    /// <summary>Says what is wrong, and looks at the file from now on until the answer is disposed of.</summary>
    public ITimer Watch(RuntimeLog log)
    {
        if (_complaint is not null)
        {
            log.Warning(_complaint);
        }

        return _clock.CreateTimer(_ => Look(log), state: null, s_period, s_period);
    }

    private void Look(RuntimeLog log)
    {
        lock (_gate)
        {
            string? before = _complaint;
            if (TryRead())
            {
                log.Information($"the sampling rules have changed: {_sampler.Local!.Description}.");
            }
            else if (_complaint is not null && _complaint != before)
            {
                log.Warning(_complaint);
            }
        }
    }

    /// <summary>True when there are new rules.</summary>
    private bool TryRead()
    {
        try
        {
            byte[] json = ReadFile();
            if (json.AsSpan().SequenceEqual(_seen))
            {
                return false;
            }

            _seen = json;
            Use(RuleFile.Read(json));
            _complaint = null;
            return true;
        }
        catch (Exception e)
        {
            // A path of the user's: whatever the system thinks of it, and the rule file's own complaints.
            string meanwhile = _rules.Length == 0 ? "X-Ray's default decides" : "the rules from before stay";
            _complaint = $"the sampling rules in {_path} are not used: {e.Message.TrimEnd('.')}. " +
                $"Until the file is mended, {meanwhile}: {_sampler.Local!.Description}.";
            return false;
        }
    }

    private byte[] ReadFile()
    {
        using FileStream file = new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] read = new byte[Math.Min(file.Length, MostBytes) + 1];
        int length = file.ReadAtLeast(read, read.Length, throwOnEndOfStream: false);
        return length <= MostBytes ? read[..length] : throw new IOException($"it is larger than {MostBytes >> 10} KB");
    }

    private void Use(LocalRule[] definitions)
    {
        _rules = [.. definitions.Select(definition => (definition, ReservoirOf(definition)))];
        IEnumerable<SamplingRule> rules =
            _rules.Select((rule, index) => RuleOf(rule.Definition, rule.Reservoir, index));
        _sampler.Local = new SamplingRules([.. rules])
        {
            Description = $"{definitions.Length} rules of {_path}",
        };
    }

    /// <summary>What a rule has given in this second counts for the rule that takes its place.</summary>
    private Reservoir ReservoirOf(LocalRule definition)
    {
        SamplingTarget target = new() { FixedRate = definition.Rate, Quota = definition.FixedTarget };
        Reservoir? previous = Array.Find(_rules, rule => rule.Definition.MatchesAs(definition)).Reservoir;
        if (previous is null)
        {
            return new Reservoir(_clock, target);
        }

        previous.Target = target;
        return previous;
    }

    private static SamplingRule RuleOf(LocalRule definition, Reservoir reservoir, int index) => new()
    {
        Name = definition.Name,
        Priority = index,
        ReservoirSize = definition.FixedTarget,
        Host = new WildcardPattern(definition.Host),
        Method = new WildcardPattern(definition.Method),
        UrlPath = new WildcardPattern(definition.UrlPath),
        Reservoir = reservoir,
    };
}
