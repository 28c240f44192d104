using AutoTrace.Benchmarks;

switch (args)
{
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
            "--ratios | --emitter | --growth | --overload | --spool | --start | --throughput");
        return 2;
}
