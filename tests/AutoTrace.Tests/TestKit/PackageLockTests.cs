namespace AutoTrace.Tests.TestKit;

public sealed class PackageLockTests
{
    [Fact]
    public void NpmLockFilesLeaveTheChoiceOfTheRegistryToTheMachine()
    {
        string[] locks =
        [
            .. Directory.EnumerateFiles(TestData.RepositoryRoot, "package-lock.json", SearchOption.AllDirectories)
                .Where(file => !file.Contains("node_modules")),
        ];

        Assert.NotEmpty(locks);
        Assert.All(locks, file => Assert.DoesNotContain("\"resolved\"", File.ReadAllText(file)));
    }
}
