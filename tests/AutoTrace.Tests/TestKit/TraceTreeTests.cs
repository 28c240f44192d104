namespace AutoTrace.Tests.TestKit;

public sealed class TraceTreeTests
{
    private const string Storefront = """
        {"trace_id":"1-581cf771-a006649127e371903a2de979","id":"000000000000000a","name":"storefront",
        "start_time":1767225600,"end_time":1767225604,"fault":true,"http":{"response":{"status":500}},"subsegments":[
        {"id":"000000000000000c","name":"slow","start_time":1767225602,"in_progress":true},
        {"id":"000000000000000b","name":"orders.example","namespace":"remote","start_time":1767225601,
        "end_time":1767225604,"error":true,"throttle":true,"annotations":{"try":2}}]}
        """;

    private const string Orders = """
        {"trace_id":"1-581cf771-a006649127e371903a2de979","id":"000000000000000d","parent_id":"000000000000000b",
        "name":"orders","start_time":1767225602,"end_time":1767225603}
        """;

    private const string Late = """
        {"trace_id":"1-581cf771-a006649127e371903a2de979","id":"000000000000000e","parent_id":"000000000000000c",
        "type":"subsegment","name":"late","start_time":1767225603,"end_time":1767225603}
        """;

    private const string SlowComplete = """
        {"trace_id":"1-581cf771-a006649127e371903a2de979","id":"000000000000000c","parent_id":"000000000000000a",
        "type":"subsegment","name":"slow","start_time":1767225602,"end_time":1767225609}
        """;

    private const string Rendered = """
        storefront [segment fault]
          orders.example [remote error throttle]
            orders [segment]
          slow
            late
        """;

    [Fact]
    public void PartsOfATraceStandUnderTheirParentsWhateverTheirOrder()
    {
        string[] documents = [Storefront, Orders, Late, SlowComplete];

        Assert.Equal(Rendered, Tree(documents).Render());
        Assert.Equal(Rendered, Tree([.. documents.Reverse()]).Render());
    }

    [Fact]
    public void SubsegmentStaysInProgressUntilItsCompleteCopyCame() =>
        Assert.Contains("\n  slow [in_progress]", Tree(Storefront).Render());

    [Fact]
    public void NodeAnswersWhatItsDocumentSays()
    {
        TraceTree tree = Tree(Storefront);

        Assert.Equal(500, (int?)tree["storefront"].Http?["response"]?["status"]);
        Assert.Equal(2, (int?)tree["orders.example"].Annotations?["try"]);
        Assert.Null(tree["storefront"].Metadata);
        Assert.Equal("000000000000000a", tree["slow"].ParentId);
        Assert.Equal((1767225602, null), (tree["slow"].Start, tree["slow"].End));
    }

    [Fact]
    public void ChildrenOfOneStartAreOrderedByName()
    {
        string document = """
            {"trace_id":"t","id":"1","name":"s","start_time":1,"end_time":2,"subsegments":[
            {"id":"2","name":"b","start_time":1,"end_time":2},{"id":"3","name":"a","start_time":1,"end_time":2}]}
            """;

        Assert.Equal(["s", "a", "b"], Tree(document).Nodes.Select(node => node.Name));
    }

    [Fact]
    public void TracesAreKeptApartEvenWhenIdsRepeat() =>
        Assert.Equal(2, Tree(Orders, Orders.Replace("979", "978")).Roots.Count);

    [Fact]
    public void PartWhoseParentIsMissingIsARoot() =>
        Assert.Equal("late\norders [segment]", Tree(Late.Replace("603", "600"), Orders).Render());

    [Fact]
    public void NameThatIsNotThereOrTwiceIsAnErrorThatShowsTheTree()
    {
        KeyNotFoundException error = Assert.Throws<KeyNotFoundException>(() => Tree(Storefront)["payments"]);

        Assert.Contains("0 nodes are named \"payments\"", error.Message);
        Assert.Contains("orders.example [remote error throttle]", error.Message);
    }

    [Fact]
    public void CircleOfParentsIsAnError() =>
        Assert.Throws<InvalidOperationException>(() => Tree(Late.Replace("00000c", "00000e")));

    [Fact]
    public void SampleTraceOfTheDeveloperGuideMakesOneTree() =>
        Assert.Equal(
            """
            Scorekeep [segment]
              Lambda [aws]
                random-name [segment]
                  random-name [segment]
                    Initialization
                    annotations
                    SNS [aws]
                      SNS [segment]
              ## UserModel.saveUser
                DynamoDB [aws]
                  DynamoDB [segment]
            """,
            TraceTree.Of(TestData.SampleTrace()).Render());

    private static TraceTree Tree(params string[] documents) =>
        TraceTree.Of(documents.Select(document => SegmentDocument.Parse(document)));
}
