using System.Globalization;
using AutoTrace.Faults;

switch (args)
{
    case ["--table"]:
        return await FaultTable.PrintAsync(Console.Out);
    case ["--soak"]:
        return await Soak.PrintAsync(TimeSpan.FromMinutes(10), Console.Out);
    case ["--soak", var minutes]:
        return await Soak.PrintAsync(TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture)), Console.Out);
    case [Shop.Argument]:
        await Shop.RunAsync();
        return 0;
    case [FailingXRay.Argument]:
        FailingXRay.Run();
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: dotnet run -c Release --project benchmarks/AutoTrace.Faults -- --table | --soak [MINUTES]");
        return 2;
}
