using System.Text.Json;
using System.Text.RegularExpressions;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Tests.Model;

public sealed class SpanNameTests
{
    private static readonly Regex s_schema = new(
        JsonElement.Parse(TestData.SegmentSchema)
            .GetProperty("properties").GetProperty("name").GetProperty("pattern").GetString()!,
        RegexOptions.CultureInvariant);

    [Fact]
    public void CharactersOfNamesAreThoseOfTheSchemaAndNoOthers()
    {
        char[] different =
        [
            .. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c)
                .Where(c => s_schema.IsMatch(c.ToString()) != NameCharacters.Contains(c)),
        ];

        Assert.Empty(different);
    }

    [Fact]
    public void WhateverIsGivenANameFitsTheSchemaAndKeepsWhatItCan()
    {
        string[] names = ["orders", "GET /orders/{id}", "größe 中文 ٣", "a\\b\"c,d", "\ud83d\ude00x", "  ", ""];
        foreach (string name in Fuzz.Variations(names, "\"\\{}\0\u2028\ud800\udc00<>&'._ é中", seed: 11).Take(Fuzz.Count / 10))
        {
            string made = SpanName.From(name).ToString();

            Assert.Matches(s_schema, made);
            Assert.Equal(made, SpanName.From(made).ToString());
            if (s_schema.IsMatch(name) && name.Trim() == name)
            {
                Assert.Equal(name, made);
            }
        }
    }

    [Fact]
    public void LettersYoungerThanTheSchemaAreReplacedWhateverThePlatformKnows()
    {
        // A letter since Unicode 11; the schema's table ends with Unicode 8.
        Assert.True(char.IsLetter('\u1c90'));
        Assert.Equal("_", SpanName.From("\u1c90").ToString());
    }

    [Fact]
    public void NamesMadeUpAtRunTimeAreNotKeptForEver()
    {
        string large = new('n', 1_000_000);

        Assert.NotSame(SpanName.From(large), SpanName.From(large));
        Assert.Equal(Limits.NameLength, SpanName.From(large).ToString().Length);
    }
}
