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
    case ["--start"]:
        Start.Print(Console.Out);
        return 0;
    case ["--start-child", var what]:
        Start.Run(what);
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: dotnet run -c Release --project benchmarks/AutoTrace.Benchmarks -- " +
            "--ratios | --emitter | --overload | --start");
        return 2;
}
