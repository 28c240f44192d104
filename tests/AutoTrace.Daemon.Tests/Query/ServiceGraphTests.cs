using System.Text.Json.Nodes;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Tests.Query;

public sealed class ServiceGraphTests
{
    [Fact]
    public void ANodesFiguresAreItsOwnAndAnEdgesAreTheCallers()
    {
        Trace trace = Some.Trace(
            Some.Segment("storefront", 1, lasts: 0.3)
                .Around(Some.Subsegment("orders.example", 2, "remote", lasts: 0.25)),
            Some.Segment("orders", 3, caller: 2, lasts: 0.2).With("error", true));

        Assert.Equal(
            [
                "orders | error 1 of 1, 0.2 s",
                "storefront, root | ok 1 of 1, 0.3 s",
                "storefront > orders | ok 1 of 1, 0.25 s",
                "storefront (client)",
                "storefront (client) > storefront | ok 1 of 1, 0.3 s",
            ],
            GraphText.Of(trace));
    }

    [Fact]
    public void EveryRootServiceHasAClient()
    {
        string[] graph = GraphText.Of(Some.Traces(
            Some.Segment("a", 1), Some.Segment("b", 2), Some.Segment("b", 3), Some.Segment("c", 4, caller: 99)));

        Assert.Equal(
            [
                "a, root | ok 1 of 1, 0.1 s", "a (client)", "a (client) > a | ok 1 of 1, 0.1 s",
                "b, root | ok 2 of 2, 0.2 s", "b (client)", "b (client) > b | ok 2 of 2, 0.2 s",
                "c | ok 1 of 1, 0.1 s",
            ],
            graph);
    }

    [Fact]
    public void AFaultAnErrorAndAThrottleCountAsWhatTheyAre()
    {
        string[] graph = GraphText.Of(Some.Traces(
            Some.Segment("a", 1),
            Some.Segment("a", 2).With("fault", true),
            Some.Segment("a", 3).With("error", true),
            Some.Segment("a", 4).With("error", true).With("throttle", true),
            Some.Segment("a", 5).With("throttle", true)));

        Assert.Contains("a, root | ok 1 error 1 throttle 2 fault 1 of 5, 0.5 s", graph);
    }

    [Fact]
    public void WhatStillRunsIsOnTheMapAndInNoFigure()
    {
        Trace trace = Some.Trace(
            Some.Segment("storefront", 1, lasts: null).Around(
                Some.Subsegment("orders", 2, "remote", lasts: null),
                Some.Subsegment("bank", 4, "remote", lasts: null)),
            Some.Segment("orders", 3, caller: 2));

        Assert.Equal(
            [
                "orders | ok 1 of 1, 0.1 s",
                "storefront, root |  of 0, 0 s",
                "storefront > orders |  of 0, 0 s",
                "storefront (client)",
                "storefront (client) > storefront |  of 0, 0 s",
            ],
            GraphText.Of(trace));
    }

    [Fact]
    public void LocalSubsegmentsMakeNoNode()
    {
        Trace trace = Some.Trace(
            Some.Segment("a", 1).Around(Some.Subsegment("Cart.Price", 2), Some.Subsegment("x", 3, "local")));

        Assert.DoesNotContain(GraphText.Of(trace), line => line.Contains("Cart.Price") || line.Contains('x'));
    }

    [Fact]
    public void ACallFromALocalSubsegmentOrASegmentItselfIsAnEdgeWithTheCalleesFigures()
    {
        Trace trace = Some.Trace(
            Some.Segment("a", 1).Around(Some.Subsegment("Queue.Take", 2, lasts: 0.01)),
            Some.Segment("b", 3, caller: 2, lasts: 0.2),
            Some.Segment("c", 4, caller: 1, lasts: 0.3));

        string[] graph = GraphText.Of(trace);
        Assert.Contains("a > b | ok 1 of 1, 0.2 s", graph);
        Assert.Contains("a > c | ok 1 of 1, 0.3 s", graph);
    }

    [Fact]
    public void ARetryCountsEachOfItsCalls()
    {
        Trace trace = Some.Trace(
            Some.Segment("a", 1).Around(
                Some.Subsegment("b", 2, "remote", lasts: 0.01).With("fault", true),
                Some.Subsegment("b", 3, "remote", lasts: 0.02)),
            Some.Segment("b", 4, caller: 2).With("fault", true),
            Some.Segment("b", 5, caller: 3));

        string[] graph = GraphText.Of(trace);
        Assert.Contains("a > b | ok 1 fault 1 of 2, 0.03 s", graph);
        Assert.Contains("b | ok 1 fault 1 of 2, 0.2 s", graph);
    }

    [Fact]
    public void OneCallThatReachedTwoServicesIsOneCallOnEachEdge()
    {
        Trace trace = Some.Trace(
            Some.Segment("a", 1).Around(Some.Subsegment("topic", 2, "aws", lasts: 0.01)),
            Some.Segment("b", 3, caller: 2), Some.Segment("b", 4, caller: 2), Some.Segment("c", 5, caller: 2));

        string[] graph = GraphText.Of(trace);
        Assert.Contains("a > b | ok 1 of 1, 0.01 s", graph);
        Assert.Contains("a > c | ok 1 of 1, 0.01 s", graph);
        Assert.Contains("b | ok 2 of 2, 0.2 s", graph);
    }

    [Fact]
    public void TheTypeOfAServiceIsItsOriginAndPartOfItsIdentity()
    {
        string[] graph = GraphText.Of(Some.Traces(
            Some.Segment("f", 1).With("origin", "AWS::Lambda"),
            Some.Segment("f", 2, caller: 1).With("origin", "AWS::Lambda::Function")));

        Assert.Contains("f (AWS::Lambda) > f (AWS::Lambda::Function) | ok 1 of 1, 0.1 s", graph);
    }

    [Fact]
    public void DurationsIncludeWhatGoesOnAfterTheResponse()
    {
        Trace trace = Some.Trace(
            Some.Segment("a", 1, lasts: 0.1).Around(Some.Subsegment("after", 2, at: 0.05, lasts: 0.4)));

        ServiceNode node = ServiceGraph.Of([trace]).Nodes.Single(n => n.IsTraced);
        Assert.Equal([(0.1, 1)], node.Statistics!.ResponseTimes.Entries());
        Assert.Equal([(0.45, 1)], node.Durations.Entries());
    }

    [Fact]
    public void CallsOfAnOrphanWaitForItsSegment()
    {
        Assert.Empty(GraphText.Of(Some.Trace(Some.Independent("bank", 2, parent: 1, "remote"))));
    }

    [Theory]
    [InlineData("remote", "bank.example", "{}", "bank.example (remote)")]
    [InlineData("aws", "DynamoDB", """{"aws":{"table_name":"carts"}}""", "carts (AWS::DynamoDB::Table)")]
    [InlineData("aws", "DynamoDB", """{"aws":{"resource_names":["carts"]}}""", "carts (AWS::DynamoDB::Table)")]
    [InlineData("aws", "DynamoDB", """{"aws":{"operation":"ListTables"}}""", "DynamoDB (AWS::DynamoDB)")]
    [InlineData("aws", "SNS", """{"aws":{"topic_arn":"arn:aws:sns:x"}}""", "SNS (AWS::SNS)")]
    [InlineData("aws", "SQS", """{"aws":{"queue_url":"https://q/jobs"}}""", "https://q/jobs (AWS::SQS::Queue)")]
    [InlineData("aws", "SimpleSystemsManagement", "{}", "SimpleSystemsManagement (AWS::SimpleSystemsManagement)")]
    [InlineData("remote", "shop@db.example", """{"sql":{"url":"x"}}""", "shop@db.example (Database::SQL)")]
    public void ACallThatNobodyAnswersInfersANode(string ns, string name, string blocks, string node)
    {
        JsonObject call = Some.Subsegment(name, 2, ns, lasts: 0.05).With("fault", true);
        foreach ((string block, JsonNode? value) in JsonNode.Parse(blocks)!.AsObject())
        {
            call[block] = value!.DeepClone();
        }

        string[] graph = GraphText.Of(Some.Trace(Some.Segment("a", 1).Around(call)));

        Assert.Contains($"{node} | fault 1 of 1, 0.05 s", graph);
        Assert.Contains($"a > {node} | fault 1 of 1, 0.05 s", graph);
    }

    [Fact]
    public void AnAnswerTakesTheInferredNodesPlace()
    {
        JsonObject caller = Some.Segment("a", 1).Around(Some.Subsegment("b.example", 2, "remote"));

        Assert.Contains(GraphText.Of(Some.Trace(caller)), line => line.StartsWith("b.example (remote) |"));
        Assert.DoesNotContain(
            GraphText.Of(Some.Trace((JsonObject)caller.DeepClone(), Some.Segment("b", 3, caller: 2))),
            line => line.Contains("remote"));
    }
}
