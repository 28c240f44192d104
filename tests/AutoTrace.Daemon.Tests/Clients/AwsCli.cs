using System.ComponentModel;
using System.Text.Json;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests.Clients;

/// <summary>The AWS CLI of this machine, whichever version.</summary>
internal static class AwsCli
{
    private static readonly Dictionary<string, string> s_environment = new()
    {
        ["AWS_PAGER"] = "",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    private static readonly string[] s_options = ["--region", "us-east-1", "--no-sign-request", "--output", "json"];

    // A pyenv shim without a Python behind it is found first on some machines: the first that can tell its version
    // counts.
    private static readonly Lazy<Task<string?>> s_program = new(FindAsync);

    /// <summary>Runs <c>aws xray</c> against a daemon without credentials and answers with its output.</summary>
    /// <exception cref="SkipException">There is no CLI.</exception>
    public static async Task<JsonElement> XRayAsync(Uri daemon, params string[] arguments)
    {
        string? program = await s_program.Value;
        Skip.If(program is null, "Needs the AWS CLI on the PATH: apt-get install awscli, or see aws.amazon.com/cli.");
        using ChildProcess aws = ChildProcess.Start(
            program!,
            ["xray", .. arguments, "--endpoint-url", daemon.ToString(), .. s_options],
            s_environment);
        int exitCode = await aws.WaitForExitAsync(TimeSpan.FromMinutes(3));
        Assert.True(exitCode == 0, $"aws ended with {exitCode}: {string.Join('\n', aws.Error)}");
        return JsonElement.Parse(string.Join('\n', aws.Output));
    }

    private static async Task<string?> FindAsync()
    {
        string name = OperatingSystem.IsWindows() ? "aws.exe" : "aws";
        foreach (string directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            string program = Path.Combine(directory, name);
            if (File.Exists(program) && await TellsItsVersionAsync(program))
            {
                return program;
            }
        }

        return null;
    }

    private static async Task<bool> TellsItsVersionAsync(string program)
    {
        try
        {
            using ChildProcess aws = ChildProcess.Start(program, ["--version"], s_environment);
            return await aws.WaitForExitAsync(TimeSpan.FromMinutes(3)) == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
