using System.Reflection;
using System.Text.Json;

namespace AutoTrace.Aws.Tests;

public sealed class PolicyTests
{
    /// <summary>What a user copies is what the package asks for, no more and no less.</summary>
    [Fact]
    public void PolicyInTheDocumentationAllowsEveryOperation()
    {
        string text = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "sending-to-xray.md"));
        string policy = text.Split("```json\n")[1].Split("```")[0];
        JsonElement statement = JsonElement.Parse(policy).GetProperty("Statement")[0];

        Assert.Equal("Allow", statement.GetProperty("Effect").GetString());
        Assert.Equal("*", statement.GetProperty("Resource").GetString());
        Assert.Equal(
            Operations.Select(operation => $"xray:{operation.Name}").Order(),
            statement.GetProperty("Action").EnumerateArray().Select(action => action.GetString()).Order());
    }

    private static IEnumerable<XRayOperation> Operations =>
        typeof(XRayOperation).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => (XRayOperation)property.GetValue(null)!);
}
