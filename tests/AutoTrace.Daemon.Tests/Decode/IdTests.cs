using AutoTrace.Daemon.Decode;

namespace AutoTrace.Daemon.Tests.Decode;

public sealed class IdTests
{
    [Theory]
    [InlineData("1-00000000-000000000000000000000001")]
    [InlineData("1-ffffffff-ffffffffffffffffffffffff")]
    [InlineData("1-581cf771-a006649127e371903a2de979")]
    public void ATraceIdIsWrittenAsItWasRead(string text)
    {
        Assert.True(TraceId.TryParse(text, out TraceId id));
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2-581cf771-a006649127e371903a2de979")]
    [InlineData("1-581cf771+a006649127e371903a2de979")]
    [InlineData("1-581cf771-a006649127e371903a2de9790")]
    [InlineData("1- 81cf771-a006649127e371903a2de979")]
    public void AnythingElseIsNoTraceId(string text) => Assert.False(TraceId.TryParse(text, out _));

    [Theory]
    [InlineData("53995c3f42cd8ad", false)]
    [InlineData("53995c3f42cd8ad80", false)]
    [InlineData("+3995c3f42cd8ad8", false)]
    [InlineData("53995C3F42CD8AD8", true)]
    public void ASegmentIdIsSixteenHexDigits(string text, bool valid) =>
        Assert.Equal(valid, SegmentId.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out _));
}
