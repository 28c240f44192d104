using AutoTrace.Generators.Tests.Harness;

namespace AutoTrace.Generators.Tests.Options;

/// <summary>Options that X-Ray would refuse, or that do nothing, are reported where they are written.</summary>
public sealed class OptionReportTests
{
    [Fact]
    public async Task PlaceholdersThatNobodyKnowsAreErrors() => await ReportsAsync(
        """
        [Traced(Name = "{class}.{method}")]
        class C
        {
            [Traced(Name = "{type} {id}")] void M(int id) { }
            [Traced(Name = "{type} {method}")] void N() { }
        }
        """,
        """AT2004 Error Traced(Name = "{class}.{method}")""", """AT2004 Error Traced(Name = "{type} {id}")""");

    [Fact]
    public async Task NamesTooLongAreErrorsOnceTheirPlaceholdersAreFilledIn()
    {
        string longest = new('n', 192);
        await ReportsAsync(
            $$"""
            class TypeName
            {
                [Traced(Name = "{{longest}}{type}")] void M() { }
                [Traced(Name = "{{longest}}{type}1")] void N() { }
            }
            """,
            $$"""AT2004 Error Traced(Name = "{{longest}}{type}1")""");
    }

    [Fact]
    public async Task OptionsThatDoNothingAreWarnedOf() => await ReportsAsync(
        """
        class C
        {
            [Traced(MinimumMilliseconds = -1)] void A() { }
            [Traced(NewSegment = true, Namespace = SubsegmentNamespace.Aws)] void B() { }
            [Traced(NewSegment = true, MinimumMilliseconds = 1)] void D() { }
            [Traced(NewSegment = false, MinimumMilliseconds = 1, Namespace = SubsegmentNamespace.Aws)] void E() { }
            [Traced(NewSegment = true, Level = TracedLevel.Verbose, Name = "job")] void F() { }
        }
        """,
        "AT2008 Warning Traced(MinimumMilliseconds = -1)",
        "AT2008 Warning Traced(NewSegment = true, Namespace = SubsegmentNamespace.Aws)",
        "AT2008 Warning Traced(NewSegment = true, MinimumMilliseconds = 1)");

    [Fact]
    public async Task OneMemberHasOneAttribute() => await ReportsAsync(
        """
        [assembly: Traced(Include = "*"), Traced(Include = "*.M")]
        [Traced] partial class C
        {
            [Traced(Name = "a"), Traced(Name = "b")] public void M() { }
            [Traced, Traced(Name = "c")] public partial int P { get; }
            private int PCore => 1;
            [Traced(Name = "d")] [Traced(Name = "e")] public partial C();
            private void CCore() { }
        }
        [Traced(Name = "again")] partial class C;
        [Traced, Traced, Traced] interface I { }
        class D { public int M(int x) { x++; return x; } }
        """,
        """AT2010 Error Traced(Name = "b")""",
        """AT2010 Error Traced(Name = "c")""",
        """AT2010 Error Traced(Name = "e")""",
        """AT2010 Error Traced(Name = "again")""",
        "AT2010 Error Traced", "AT2010 Error Traced");

    private static async Task ReportsAsync(string file, params string[] expected) =>
        Assert.Equal(expected, await Reports.OfAsync(file));
}
