using System.Text;
using Xunit.Sdk;

namespace AutoTrace.Tests.TestKit;

public sealed class DocumentRulesTests
{
    private const string Segment = """
        {"trace_id":"1-581cf771-a006649127e371903a2de979","id":"70de5b6f19ff9a0a","parent_id":"0c544c1b1bbff948",
        "name":"orders","start_time":1767225600.25,"end_time":1767225601.5,"fault":true,"user":"u",
        "service":{"version":"1"},"http":{"request":{"method":"GET","url":"/a","x_forwarded_for":true},
        "response":{"status":500}},
        "cause":{"exceptions":[{"id":"1fb07842d944e714","cause":"194fcc8747581230","stack":[{"path":"p","line":1}]},
        {"id":"194fcc8747581230"}]},"annotations":{"size":3},"metadata":{"default":{"k":[1]}},
        "subsegments":[{"id":"53995c3f42cd8ad8","name":"Checkout.Place","start_time":1767225600.5,"in_progress":true,
        "namespace":"remote","cause":"1fb07842d944e714","precursor_ids":["4cd3f10b76c624b4"],"sql":{"user":"u"}}]}
        """;

    private const string Independent = """
        {"trace_id":"1-581cf771-a006649127e371903a2de979","id":"53995c3f42cd8ad8","parent_id":"70de5b6f19ff9a0a",
        "type":"subsegment","name":"api","start_time":1767225600,"end_time":1767225600,"namespace":"aws"}
        """;

    [Fact]
    public void DocumentsThatKeepAllRulesPass()
    {
        AssertPasses(Segment);
        AssertPasses(Independent);
    }

    [Theory]
    [InlineData("02-segment.json")]
    [InlineData("03-inprogress.json")]
    [InlineData("04-indep-subsegment.json")]
    [InlineData("05-segment.json")]
    [InlineData("07-inferred.json")]
    public void SamplesOfTheDeveloperGuidePass(string name) =>
        DocumentRules.AssertValid(TestData.Sample(name).Bytes.Span);

    [Theory]
    [InlineData("\"id\":\"70de5b6f19ff9a0a\"", "\"id\":\"70DE5b6f19ff9a0a\"", "/id: 16 lower-case hex digits")]
    [InlineData("\"id\":\"70de5b6f19ff9a0a\"", "\"id\":\"0000000000000000\"", "/id: 16 lower-case hex digits")]
    [InlineData("\"id\":\"70de5b6f19ff9a0a\"", "\"id\":\"70de5b6f19ff9a0\"", "/id: minLength 16")]
    [InlineData("\"id\":\"70de5b6f19ff9a0a\",", "", "document: required \"id\"")]
    [InlineData("\"0c544c1b1bbff948\"", "\"0c544c1b1bbff94g\"", "/parent_id: 16 lower-case hex digits")]
    [InlineData("1-581cf771", "1-581CF771", "/trace_id: 1-8-24")]
    [InlineData("1-581cf771-a00664912", "1-581cf771_a00664912", "/trace_id: 1-8-24")]
    [InlineData("1-581cf771-a006649127e371903a2de979", "1-00000000-000000000000000000000000", "/trace_id: 1-8-24")]
    [InlineData("1767225600.25", "1767225601.75", "document: start_time ≤ end_time")]
    [InlineData("1767225600.25", "1767225600250", "/start_time: seconds since 1970")]
    [InlineData("1767225600.5", "0", "/subsegments/0/start_time: seconds since 1970")]
    [InlineData("\"end_time\":1767225601.5,", "", "document: exactly one of end_time and in_progress:true")]
    [InlineData("1767225601.5,", "1767225601.5,\"in_progress\":true,", "document: exactly one of end_time")]
    [InlineData("\"in_progress\":true,", "", "/subsegments/0: exactly one of end_time and in_progress:true")]
    [InlineData("\"in_progress\":true,", "\"in_progress\":false,", "/subsegments/0: exactly one of end_time")]
    [InlineData("\"in_progress\":true,", "\"end_time\":1767225600.4,", "/subsegments/0: start_time ≤ end_time")]
    [InlineData("\"name\":\"orders\"", "\"name\":\"orders?\"", "/name: pattern")]
    [InlineData("\"user\":\"u\"", "\"usr\":\"u\"", "/usr: a key that X-Ray knows here")]
    [InlineData("\"user\":\"u\"", "\"sql\":{}", "/sql: a key that X-Ray knows here")]
    [InlineData("\"version\"", "\"build\"", "/service/build: a key that X-Ray knows here")]
    [InlineData("\"response\"", "\"reply\"", "/http/reply: a key that X-Ray knows here")]
    [InlineData("\"status\"", "\"code\"", "/http/response/code: a key that X-Ray knows here")]
    [InlineData("\"x_forwarded_for\"", "\"traced\"", "/http/request/traced: a key that X-Ray knows here")]
    [InlineData("\"path\"", "\"file\"", "/cause/exceptions/0/stack/0/file: a key that X-Ray knows here")]
    [InlineData("30\"}]", "30\",\"hint\":1}]", "/cause/exceptions/1/hint: a key that X-Ray knows here")]
    [InlineData("{\"id\":\"194fcc8747581230", "{\"id\":\"1fb07842d944e714", "/cause/exceptions/1/id: 16 lower-case")]
    [InlineData("\"cause\":\"194fcc8747581230\"", "\"cause\":\"x\"", "/cause/exceptions/0/cause: the id of an")]
    [InlineData("\"cause\":\"1fb07842d944e714\"", "\"cause\":\"1fb07842d944e71X\"", "/subsegments/0/cause: the id of")]
    [InlineData("\"4cd3f10b76c624b4\"", "\"4cd3f10b\"", "/subsegments/0/precursor_ids/0: 16 lower-case hex digits")]
    [InlineData("\"size\":3", "\"si.ze\":3", "/annotations: additionalProperties")]
    [InlineData("\"size\":3", "\"size\":[3]", "/annotations/size: type")]
    [InlineData("\"size\":3", "\"size\":1e999", "/annotations/size: type")]
    [InlineData("\"default\"", "\"AWS.x\"", "/metadata/AWS.x: a namespace that AWS does not reserve")]
    [InlineData("{\"k\":[1]}", "1", "/metadata/default: type")]
    [InlineData("\"remote\"", "\"local\"", "/subsegments/0/namespace: aws or remote")]
    [InlineData("\"sql\":{\"user\"", "\"sql\":{\"usr\"", "/subsegments/0/sql/usr: a key that X-Ray knows here")]
    [InlineData("\"sql\":", "\"parent_id\":\"0c544c1b1bbff948\",\"sql\":", "/subsegments/0/parent_id: an embedded")]
    [InlineData("\"sql\":", "\"trace_id\":\"1-581cf771\",\"sql\":", "/subsegments/0/trace_id: an embedded")]
    [InlineData("\"53995c3f42cd8ad8\"", "\"70de5b6f19ff9a0a\"", "id 70de5b6f19ff9a0a: once in a document")]
    public void BrokenRuleOfASegmentIsNamedWithItsPlace(string part, string replacement, string expected) =>
        AssertBreaks(expected, Segment, part, replacement);

    [Theory]
    [InlineData("\"parent_id\":\"70de5b6f19ff9a0a\",", "", "document: an independent subsegment has a parent_id")]
    [InlineData("\"type\":\"subsegment\",", "", "/namespace: a key that X-Ray knows here")]
    [InlineData("\"type\":\"subsegment\"", "\"type\":\"segment\"", "/type: a key that X-Ray knows here")]
    [InlineData("\"trace_id\":\"1-581cf771-a006649127e371903a2de979\",", "", "document: required \"trace_id\"")]
    [InlineData("\"name\":\"api\"", "\"name\":\"\"", "/name: minLength 1")]
    [InlineData("\"namespace\":\"aws\"", "\"sql\":{\"url\":1}", "/sql/url: type")]
    public void BrokenRuleOfASubsegmentIsNamedWithItsPlace(string part, string replacement, string expected) =>
        AssertBreaks(expected, Independent, part, replacement);

    [Theory]
    [InlineData("{\"annotations\":{\"id\":\"x\"},", "/id: stands before nested objects")]
    [InlineData("{\"annotations\":{\"trace_id\":\"x\"},", "/trace_id: stands before nested objects")]
    public void IdsMustStandWhereTheDaemonsLogLooksForThem(string start, string expected) =>
        AssertBreaks(expected, Independent, "{", start);

    [Fact]
    public void IdsWithABlankBeforeThemAreHiddenFromTheDaemonsLog() =>
        AssertBreaks("/id: stands before nested objects, with no blanks", Independent, "\"id\":", "\"id\": ");

    [Fact]
    public void DocumentMayHave64KilobytesAndNotAByteMore()
    {
        string start = Segment[..^1] + ",\"origin\":\"";
        string largest = start + new string('o', 65_536 - Encoding.UTF8.GetByteCount(start) - 2) + "\"}";

        AssertPasses(largest);
        AssertBreaks("document: at most 64 KB of UTF-8: 65537 bytes", largest, "ooo", "oooo");
    }

    [Theory]
    [InlineData("\\ud835\\udd18nicode")]
    [InlineData("\\ud842\\udfb7\\u91ce\\u5c4b \\u2028\\u2167 /%&#=+-@.:_")]
    public void SegmentMayBeNamedInLettersBeyondTheSchemasPattern(string name) =>
        AssertPasses(Segment.Replace("orders", name));

    [Theory]
    [InlineData("\\ud83d\\ude00")]
    [InlineData("e\\u0301")]
    [InlineData("a,b")]
    [InlineData("")]
    public void SegmentMayNotBeNamedInWhatIsNoLetterSpaceOrNumber(string name) =>
        AssertBreaks("/name: pattern", Segment, "orders", name);

    [Fact]
    public void NamesEndAfter200Characters()
    {
        AssertBreaks("/name: at most 200 characters", Segment, "orders", new string('n', 201));
        AssertBreaks("/subsegments/0/name: at most 200 characters", Segment, "Checkout.Place", new string('n', 201));
        AssertPasses(Segment.Replace("Checkout.Place", new string('n', 200)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}")]
    [InlineData("{\"id\":\"a\"}}")]
    [InlineData("{\"id\":\"\\ud835\"}")]
    [InlineData("")]
    public void WhatIsNoJsonObjectIsNoDocument(string text) =>
        Assert.Throws<FormatException>(() => DocumentRules.AssertValid(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void BytesThatAreNotUtf8AreNoDocument() =>
        Assert.Throws<FormatException>(() => DocumentRules.AssertValid([.. "{\"name\":\""u8, 0xff, .. "\"}"u8]));

    [Fact]
    public void FailureNamesTheDocument()
    {
        string document = Segment.Replace("GET", new string('G', 251));

        FailException failure = Assert.Throws<FailException>(() => AssertPasses(document));

        Assert.Equal(
            "segment 70de5b6f19ff9a0a \"orders\": /http/request/method: maxLength 250: 251 characters",
            failure.Message);
    }

    private static void AssertPasses(string document) => DocumentRules.AssertValid(Encoding.UTF8.GetBytes(document));

    private static void AssertBreaks(string expected, string document, string part, string replacement)
    {
        Assert.Contains(part, document);
        int at = document.IndexOf(part);
        string broken = string.Concat(document.AsSpan(0, at), replacement, document.AsSpan(at + part.Length));

        Assert.Contains(expected, string.Join('\n', DocumentRules.Check([SegmentDocument.Parse(broken)])));
    }
}
