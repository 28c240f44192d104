namespace AutoTrace.TracedProgram;

/// <summary>A program whose working directory is deleted before it starts AutoTrace.</summary>
internal static class HomelessProgram
{
    public static int Run(string folder)
    {
        Environment.CurrentDirectory = Directory.CreateDirectory(folder).FullName;
        Directory.Delete(folder);
        using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.ServiceName = "homeless");
        Segments.Close("homeless", 1);
        return 0;
    }
}
