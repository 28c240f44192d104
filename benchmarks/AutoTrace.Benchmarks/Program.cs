using AutoTrace.Benchmarks;

if (args is not ["--ratios"])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/AutoTrace.Benchmarks -- --ratios");
    return 2;
}

Ratios.Print(Console.Out);
return 0;
