namespace AutoTrace.Tests;

/// <summary>
/// Tests of what there is once in a process, the default runtime above all: they run when no other test does.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Process-wide";
}
