namespace AutoTrace.Tests.Context;

public sealed class TraceHeaderTests
{
    private const string Root = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private const string Parent = "Parent=53995c3f42cd8ad8";

    [Theory]
    [InlineData(Root + ";" + Parent + ";Sampled=1", Root + ";" + Parent + ";Sampled=1")]
    [InlineData(Root + "; " + Parent + " ;  Sampled=0", Root + ";" + Parent + ";Sampled=0")]
    [InlineData("Sampled=1;" + Parent + ";" + Root, Root + ";" + Parent + ";Sampled=1")]
    [InlineData("root=1-5759E988-BD862E3FE1BE46A994272793;SAMPLED=?", Root + ";Sampled=?")]
    [InlineData(Root + ";Sampled=?", Root + ";Sampled=?")]
    [InlineData(Root, Root)]
    [InlineData(" " + Root + " ; ", Root)]
    [InlineData(Root + ";;;", Root)]
    [InlineData("Root = 1-5759e988-bd862e3fe1be46a994272793", Root)]
    [InlineData("Self=1-67891234-12456789abcdef012345678;" + Root, Root)]
    [InlineData(Root + ";Self=a;Self=b", Root)]
    [InlineData("Lineage=a87bd80c:1|68fd50:5;" + Root + ";Sampled=0", Root + ";Sampled=0;Lineage=a87bd80c:1|68fd50:5")]
    [InlineData("A=1;" + Root + ";B=x=y; C = 3", Root + ";A=1;B=x=y;C = 3")]
    [InlineData(Root + ";junk;=;=x", Root)]
    [InlineData(Root + ";Bad=\r\nSet-Cookie: a", Root)]
    [InlineData(Root + ";Bad=\u00e9", Root)]
    public void HeaderIsReadAndPassedOn(string text, string expected)
    {
        Assert.True(TraceHeader.TryParse(text, out TraceHeader header));
        Assert.Equal(expected, header.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("junk")]
    [InlineData("=")]
    [InlineData(Parent + ";Sampled=1")]
    [InlineData(Root + ";" + Root)]
    [InlineData(Root + ";" + Parent + ";" + Parent)]
    [InlineData(Root + ";Sampled=1;sampled=1")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a99427279")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a9942727930")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a99427279g")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a9942727\0\0")]
    [InlineData("Root=1-+759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=1-5759e988-bd862e3f 1be46a994272793")]
    [InlineData("Root=1-00000000-000000000000000000000000")]
    [InlineData("Root=2-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=5759e988bd862e3fe1be46a994272793")]
    [InlineData("Root=1-5759e988bd862e3f-e1be46a994272793")]
    [InlineData("Rootx=1-5759e988-bd862e3fe1be46a994272793")]
    [InlineData(Root + ";Parent=")]
    [InlineData(Root + ";Parent=53995c3f42cd8ad")]
    [InlineData(Root + ";Parent=53995c3f42cd8ad80")]
    [InlineData(Root + ";Parent=53995c3f42cd8adg")]
    [InlineData(Root + ";Parent=53995c3f42cd8a\0\0")]
    [InlineData(Root + ";Parent=-3995c3f42cd8ad8")]
    [InlineData(Root + ";Parent=0000000000000000")]
    [InlineData(Root + ";Sampled=2")]
    [InlineData(Root + ";Sampled=true")]
    [InlineData(Root + ";Sampled=")]
    public void HeaderThatIsNoneIsRefused(string text)
    {
        Assert.False(TraceHeader.TryParse(text, out TraceHeader header));
        Assert.Equal(default, header);
    }

    [Fact]
    public void LongHeaderIsRefusedWhole()
    {
        string longest = $"{Root};A={new string('a', 2048 - Root.Length - 3)}";

        Assert.True(TraceHeader.TryParse(longest, out _));
        Assert.False(TraceHeader.TryParse(longest + "a", out _));
    }

    [Theory]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01", "01")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-00", "00")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-03", "01")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-fe", "00")]
    [InlineData("  00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01  ", "01")]
    [InlineData("cc-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01", "01")]
    [InlineData("cc-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01-what-comes-later", "01")]
    public void TraceparentIsRead(string text, string flags)
    {
        Assert.True(TraceHeader.TryParseTraceparent(text, out TraceHeader header));
        Assert.Equal($"00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-{flags}", header.ToTraceparent());
        Assert.Equal(
            $"Root=1-4efaaf4d-1e8720b39541901950019ee5;Parent=53995c3f42cd8ad8;Sampled={flags[1]}", header.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-1")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01-")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01-x")]
    [InlineData("cc-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01.x")]
    [InlineData("ff-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01")]
    [InlineData("0g-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01")]
    [InlineData("00-4EFAAF4D1E8720B39541901950019EE5-53995c3f42cd8ad8-01")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995C3F42CD8AD8-01")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-0A")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-0g")]
    [InlineData("00_4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5_53995c3f42cd8ad8-01")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8_01")]
    [InlineData("00-00000000000000000000000000000000-53995c3f42cd8ad8-01")]
    [InlineData("00-4efaaf4d1e8720b39541901950019ee5-0000000000000000-01")]
    [InlineData("00-4efaaf4d1e8720b39541901950019e\0\0-53995c3f42cd8ad8-01")]
    public void TraceparentThatIsNoneIsRefused(string text)
    {
        Assert.False(TraceHeader.TryParseTraceparent(text, out TraceHeader header));
        Assert.Equal(default, header);
    }
}
