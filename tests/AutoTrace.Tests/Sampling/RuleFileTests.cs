using System.Text;
using AutoTrace.Sampling;

namespace AutoTrace.Tests.Sampling;

/// <summary>The files of X-Ray's SDKs, and what people get wrong in them.</summary>
public sealed class RuleFileTests
{
    private const string NoHost = "line 9: \"host\" is for the other version; here it is \"service_name\"";
    private const string NoServiceName = "line 9: \"service_name\" is for the other version; here it is \"host\"";
    private const string ADefault = "it must be an object with \"fixed_target\" and \"rate\"";
    private const string ATarget = "it must be a whole number of requests a second, from 0";

    [Theory]
    [InlineData("DefaultSamplingRules.json")]
    [InlineData("DefaultSamplingRules1.json")]
    public void FilesOfTheSdksTestsAreReadInBothVersions(string name) => Assert.Equal(
        [
            new LocalRule("This is the first rule.", "checkout", "POST", "/checkout", 10, 0.3),
            new LocalRule("Rule for base.com", "base.com", "GET", "*", 100, 0.5),
            new LocalRule("Default", "*", "*", "*", 1, 0.05),
        ],
        ReadFile(name));

    [Theory]
    [InlineData("DefaultSamplingRule.json", 1)]
    [InlineData("SamplingRules1.json", 2)]
    [InlineData("ExampleSamplingRules.json", 2)]
    public void FilesThatTheSdksShipAreRead(string name, int rules) => Assert.Equal(rules, ReadFile(name).Length);

    [Theory]
    [InlineData("InvalidSamplingRules.json", "line 1: \"version\" is missing; it must be 1 or 2")]
    [InlineData("SamplingRulesWithoutDefault.json", "line 1: \"version\" is missing; it must be 1 or 2")]
    [InlineData("SamplingRulesInvalidV1.json", NoHost)]
    [InlineData("SamplingRulesInvalidV2.json", NoServiceName)]
    [InlineData("UnsupportedSamplingConfigurationVersion.json", NoServiceName)]
    public void FilesThatTheSdkRefusesAreRefusedWithTheLine(string name, string problem) =>
        Assert.Equal(problem, Assert.Throws<RuleFileException>(() => ReadFile(name)).Message);

    [Fact]
    public void WithoutRulesTheDefaultDecidesAlone() => Assert.Equal(
        [new LocalRule("Default", "*", "*", "*", 5, 0)],
        Read("""{"version":1,"rules":null,"default":{"fixed_target":5,"rate":0}}"""));

    [Fact]
    public void ARuleWithoutADescriptionIsNamedByItsPlace() =>
        Assert.Equal(["rules[0]", "Default"], Read(File()).Select(rule => rule.Name));

    [Fact]
    public void CommentsAndCommasAtTheEndDoNoHarm() =>
        Assert.Equal(1, Read(File(more: "/* all of it */ \"rate\": 1,"))[0].Rate);

    [Theory]
    [InlineData("", 1, "this is not JSON: ")]
    [InlineData("{\n\"version\": 2,\n\"default\" {", 3, "this is not JSON: ")]
    [InlineData("{\n\"version\": 2\n", 3, "this is not JSON: ")]
    [InlineData("{} {}", 1, "this is not JSON: ")]
    [InlineData("[]", 1, "the file is [; it must be an object with \"version\" and \"default\"")]
    [InlineData("{\n\n\"version\": 3 }", 3, "\"version\" is 3; it must be 1 or 2")]
    [InlineData("{ \"version\": 2 }", 1, $"\"default\" is missing; {ADefault}")]
    [InlineData("{ \"version\": 2, \"default\":\n7 }", 2, $"\"default\" is 7; {ADefault}")]
    [InlineData(
        "{ \"version\": 2, \"default\": {\n\"host\": \"*\", \"fixed_target\": 1, \"rate\": 0 } }",
        2,
        "\"host\" does not belong in \"default\", which takes whatever no rule does")]
    [InlineData(
        "{ \"version\": 2, \"default\": { \"fixed_target\": 1, \"rate\": 0 }, \"rules\":\n{} }",
        2,
        "\"rules\" is {; it must be an array")]
    [InlineData(
        "{ \"version\": 2, \"default\": { \"fixed_target\": 1, \"rate\": 0 }, \"rules\": [\n[] ] }",
        2,
        "rules[0] is [; it must be an object")]
    public void WhatIsWrongIsSaidWithItsLine(string json, int line, string problem) =>
        AssertRefused(json, line, problem);

    [Theory]
    [InlineData("\"rate\": 5", "\"rate\" is 5; it must be a number from 0 to 1")]
    [InlineData("\"rate\": \"0.5\"", "\"rate\" is 0.5; it must be a number from 0 to 1")]
    [InlineData("\"rate\": null", "\"rate\" is missing; it must be a number from 0 to 1")]
    [InlineData("\"fixed_target\": -1", $"\"fixed_target\" is -1; {ATarget}")]
    [InlineData("\"fixed_target\": 0.5", $"\"fixed_target\" is 0.5; {ATarget}")]
    [InlineData("\"url_path\": 7", "\"url_path\" is 7; it must be a text; \"*\" matches everything")]
    [InlineData("\"http_method\": \"\\ud800\"", "this text is not valid UTF-8")]
    public void ABadValueIsNamedWithWhatIsAllowed(string member, string problem) =>
        AssertRefused(File(member), member.Contains("null", StringComparison.Ordinal) ? 4 : 6, problem);

    [Fact]
    public void AnythingIsReadOrRefusedAndNothingElse()
    {
        byte[] good = Encoding.UTF8.GetBytes(File());
        foreach (byte other in "\"{}[],:0\u0000\\ x"u8)
        {
            for (int i = 0; i < good.Length; i++)
            {
                byte[] mutated = [.. good];
                mutated[i] = other;
                Assert.True(Record.Exception(() => RuleFile.Read(mutated)) is null or RuleFileException);
            }
        }
    }

    /// <summary>A good file, but for what is added to its rule in line 6.</summary>
    private static string File(string more = "") =>
        $$"""
        {
          "version": 2,
          "rules": [
            {
              "host": "*", "http_method": "*", "url_path": "*", "fixed_target": 1, "rate": 0.05,
              {{more}}
            }
          ],
          "default": { "fixed_target": 1, "rate": 0.05 }
        }
        """;

    private static void AssertRefused(string json, int line, string problem)
    {
        string message = Assert.Throws<RuleFileException>(() => Read(json)).Message;
        Assert.StartsWith($"line {line}: {problem}", message, StringComparison.Ordinal);
    }

    private static LocalRule[] Read(string json) => RuleFile.Read(Encoding.UTF8.GetBytes(json));

    private static LocalRule[] ReadFile(string name) => RuleFile.Read(System.IO.File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "Data", "sampling-rules", name)));
}
