using AutoTrace.Benchmarks;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

switch (args)
{
    case ["--detail", .. string[] rest]:
        // In this process: the wrappers are what this project's build made of them.
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(15);
        BenchmarkSwitcher.FromTypes([typeof(CallBenchmarks)]).Run(rest, DefaultConfig.Instance.AddJob(job));
        return 0;
    case ["--ratios"]:
        Ratios.Print(Console.Out);
        EmitterRatios.Print(Console.Out);
        return 0;
    case ["--emitter"]:
        EmitterRatios.Print(Console.Out);
        return 0;
    case ["--overload"]:
        return Overload.Print(Console.Out);
    case ["--spool"]:
        SpoolThroughput.Print(Console.Out);
        return 0;
    case ["--growth"]:
        Growth.Print(Console.Out);
        return 0;
    case ["--throughput"]:
        Throughput.Print(Console.Out);
        return 0;
    case ["--sink"]:
        LoopbackSink.Run();
        return 0;
    case ["--start"]:
        Start.Print(Console.Out);
        return 0;
    case ["--start-child", var what]:
        Start.Run(what);
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: dotnet run -c Release --project benchmarks/AutoTrace.Benchmarks -- " +
            "--ratios | --detail | --emitter | --growth | --overload | --spool | --start | --throughput");
        return 2;
}
