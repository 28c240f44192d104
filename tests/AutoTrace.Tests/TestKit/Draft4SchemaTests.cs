using System.Text.Json;

namespace AutoTrace.Tests.TestKit;

public sealed class Draft4SchemaTests
{
    [Theory]
    [InlineData("""{"type":"object"}""", "{}", "[]")]
    [InlineData("""{"type":"number"}""", "1", "\"1\"")]
    [InlineData("""{"type":"number"}""", "1e300", "1e400")]
    [InlineData("""{"type":"integer"}""", "2.0", "2.5")]
    [InlineData("""{"type":"boolean"}""", "false", "null")]
    [InlineData("""{"type":["string","number"]}""", "\"a\"", "true")]
    [InlineData("""{"pattern":"b+"}""", "\"abc\"", "\"ac\"")]
    [InlineData("""{"pattern":"^\\d$"}""", "\"1\"", "\"1\\n\"")]
    [InlineData("""{"pattern":"^\\d$"}""", "\"1\"", "\"\\u0661\"")]
    [InlineData("""{"minLength":2}""", "\"ab\"", "\"\\ud835\\udd18\"")]
    [InlineData("""{"maxLength":1}""", "\"\\ud835\\udd18\"", "\"ab\"")]
    [InlineData("""{"required":["a","b"]}""", """{"a":1,"b":2}""", """{"a":1}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":"x","b":1}""", """{"a":1}""")]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}}}""", """{"ab":"x","b":1}""", """{"ab":1}""")]
    [InlineData("""{"patternProperties":{"^a":{}},"additionalProperties":false}""", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":{"type":"object"}}""", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"items":{"type":"string"}}""", """["a","b"]""", """["a",1]""")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"object"}]}""", "{}", "1")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "1.5", "1")]
    [InlineData("""{"definitions":{"d":{"type":"string"}},"$ref":"#/definitions/d"}""", "\"a\"", "1")]
    public void KeywordAcceptsOneValueAndRefusesTheOther(string schema, string valid, string invalid)
    {
        Draft4Schema read = new(schema);

        Assert.Empty(read.Validate(JsonElement.Parse(valid)));
        Assert.NotEmpty(read.Validate(JsonElement.Parse(invalid)));
    }

    [Theory]
    [InlineData("""{"minimum":1}""")]
    [InlineData("""{"properties":{"a":{"enum":[1]}}}""")]
    [InlineData("""{"definitions":{"a":{"format":"date"}}}""")]
    [InlineData("""{"items":{"not":{}}}""")]
    [InlineData("""{"items":[{}]}""")]
    [InlineData("""{"oneOf":[{"const":1}]}""")]
    [InlineData("""{"additionalProperties":{"anyOf":[]}}""")]
    [InlineData("""{"patternProperties":{"a":{"maximum":1}}}""")]
    [InlineData("""{"type":"any"}""")]
    [InlineData("""{"type":["string","any"]}""")]
    [InlineData("""{"$ref":"other.json"}""")]
    public void UnknownKeywordIsRefusedWhereverItStands(string schema) =>
        Assert.Throws<NotSupportedException>(() => new Draft4Schema(schema));

    [Fact]
    public void ViolationNamesItsPlaceAsAJsonPointer()
    {
        Draft4Schema schema = new("""{"additionalProperties":{"items":{"required":["x"]}}}""");

        Violation violation = Assert.Single(schema.Validate(JsonElement.Parse("""{"a/b~c":[{"x":1},{}]}""")));

        Assert.Equal("/a~1b~0c/1", violation.Pointer);
    }

    [Fact]
    public void SamplesOfTheDeveloperGuideThatAreDocumentsAreValid()
    {
        IEnumerable<string> invalid =
            TestData.SampleNames.Where(name => Draft4Schema.Segment.Validate(TestData.Sample(name).Json).Count > 0);

        string[] expected =
        [
            "06-subsegment.json", "08-segment-annotations.json", "09-subsegment-metadata.json",
            "10-subsegment-aws.json", "11-subsegment-sql.json",
        ];
        Assert.Equal(expected, invalid);
    }

    [Fact]
    public void SubsegmentSchemaFindsFaultsThatTheSegmentSchemaDoesNotLookFor()
    {
        JsonElement document = JsonElement.Parse(
            """
            {"trace_id":"1-581cf771-a006649127e371903a2de979","id":"53995c3f42cd8ad8","name":"a",
            "start_time":1,"traced":1}
            """);

        Assert.Empty(Draft4Schema.Segment.Validate(document));
        Assert.Equal("/traced", Assert.Single(Draft4Schema.Subsegment.Validate(document)).Pointer);
    }
}
