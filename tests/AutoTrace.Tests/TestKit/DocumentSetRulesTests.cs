namespace AutoTrace.Tests.TestKit;

public sealed class DocumentSetRulesTests
{
    private const string Trace = "\"trace_id\":\"1-581cf771-a006649127e371903a2de979\"";
    private const string InProgress = "\"start_time\":1767225600,\"in_progress\":true";
    private const string Complete = "\"start_time\":1767225600,\"end_time\":1767225601";
    private const string SegmentId = "70de5b6f19ff9a0a";
    private const string ChildId = "53995c3f42cd8ad8";

    [Fact]
    public void InProgressCopiesAndThenTheCompleteOneAreOneId()
    {
        Assert.Empty(Check(
            Segment(InProgress),
            Segment(InProgress, Embedded(InProgress)),
            Child(Complete),
            Segment(Complete)));
    }

    [Fact]
    public void SecondCompleteCopyIsADuplicate() =>
        AssertBreaks("another complete one", Segment(Complete), Segment(Complete));

    [Fact]
    public void SubsegmentThatIsEmbeddedAndSentAloneIsADuplicate() =>
        AssertBreaks("another complete one", Child(Complete), Segment(Complete, Embedded(Complete)));

    [Fact]
    public void InProgressCopyAfterTheCompleteOneWouldUndoIt() =>
        AssertBreaks("nothing follows the complete copy: one in_progress", Segment(Complete), Segment(InProgress));

    [Fact]
    public void CopiesUnderAnotherParentAreReported() =>
        AssertBreaks("copies have one parent", Child(InProgress), Child(Complete, parent: "0c544c1b1bbff948"));

    [Fact]
    public void SameIdInAnotherTraceIsAnotherSegment() =>
        Assert.Empty(Check(Segment(Complete), Segment(Complete).Replace("a2de979", "a2de978")));

    private static string Segment(string times, string children = "") =>
        $$"""{{{Trace}},"id":"{{SegmentId}}","name":"s",{{times}},"subsegments":[{{children}}]}""";

    private static string Embedded(string times) => $$"""{"id":"{{ChildId}}","name":"c",{{times}}}""";

    private static string Child(string times, string parent = SegmentId) =>
        $$"""{{{Trace}},"id":"{{ChildId}}","parent_id":"{{parent}}","type":"subsegment","name":"c",{{times}}}""";

    private static void AssertBreaks(string expected, params string[] documents) =>
        Assert.Contains(expected, Assert.Single(Check(documents)));

    private static IReadOnlyList<string> Check(params string[] documents) =>
        DocumentRules.Check([.. documents.Select(document => SegmentDocument.Parse(document))]);
}
