using System.Diagnostics;
using System.Reflection;

namespace AutoTrace.Generators.Benchmarks;

/// <summary>
/// <c>dotnet build</c> of the synthetic project, with the analyzers that every project has, without AutoTrace's and with them
/// and the generator, in turns: what somebody waits for who builds at a prompt. The compiler is a process of its own, or its
/// server, as the environment says.
/// </summary>
internal static class DotnetBuild
{
    public static void Measure(Figures figures, int rounds)
    {
        string folder = Directory.CreateTempSubdirectory("autotrace-build-").FullName;
        try
        {
            Write(folder);
            Run(folder, "restore");
            Build(folder, isTraced: false);
            Build(folder, isTraced: true);
            for (int round = 0; round < rounds; round++)
            {
                bool isTracedFirst = round % 2 == 1;
                figures.Time(Name(isTracedFirst), () => Build(folder, isTracedFirst));
                figures.Time(Name(!isTracedFirst), () => Build(folder, !isTracedFirst));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static string Name(bool isTraced) => isTraced ? "dotnet.traced_ms" : "dotnet.plain_ms";
    }

    private static void Write(string folder)
    {
        string package = Path.Combine(Repository(), "src/AutoTrace/build");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>disable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(TracedAttribute).Assembly.Location}" />
                <Analyzer Include="{typeof(TracedGenerator).Assembly.Location}" Condition="'$(IsTraced)' == 'true'" />
              </ItemGroup>
              <Import Project="{package}/AutoTrace.props" Condition="'$(IsTraced)' == 'true'" />
              <Import Project="{package}/AutoTrace.targets" Condition="'$(IsTraced)' == 'true'" />
            </Project>
            """);
        for (int file = 0; file < Corpus.Files; file++)
        {
            File.WriteAllText(Path.Combine(folder, $"Service{file}.cs"), Corpus.Texts[file].ToString());
        }
    }

    private static void Build(string folder, bool isTraced) =>
        Run(folder, "build", "--no-restore", "--no-incremental", "-c", "Release", $"-p:IsTraced={isTraced}");

    private static void Run(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(output);
        }
    }

    /// <summary>The folder of the solution, above this program.</summary>
    private static string Repository()
    {
        DirectoryInfo? folder = new(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AutoTrace.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run it from within the repository.");
    }
}
