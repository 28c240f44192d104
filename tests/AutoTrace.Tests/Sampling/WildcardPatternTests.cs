using AutoTrace.Sampling;
using FsCheck;
using FsCheck.Fluent;

namespace AutoTrace.Tests.Sampling;

public sealed class WildcardPatternTests
{
    [Theory]
    [InlineData("", "x", false)]
    [InlineData("*", "anything", true)]
    [InlineData("**", "anything", true)]
    [InlineData("/orders", "/Orders", true)]
    [InlineData("/orders", "/orders/7", false)]
    [InlineData("/orders/*", "/orders/", true)]
    [InlineData("/orders/?", "/orders/", false)]
    [InlineData("/orders/?", "/orders/7", true)]
    [InlineData("*.example.com", "shop.EXAMPLE.com", true)]
    [InlineData("*ab*ab", "abab", true)]
    [InlineData("*ab?", "abaabab", false)]
    [InlineData("a*b*c", "aXbXbXc", true)]
    [InlineData("a\\*", "a\\tail", true)]
    [InlineData("ÄPFEL", "äpfel", true)]
    public void APatternMatchesTheWholeTextInAnyCase(string pattern, string text, bool matches) =>
        Assert.Equal(matches, new WildcardPattern(pattern).Matches(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void WhatIsNotKnownMatchesAnything(string? text) =>
        Assert.True(new WildcardPattern("GET").MatchesOrUnknown(text));

    [Fact]
    public void AnyPatternAndTextGiveWhatTheDefinitionSays() =>
        Prop.ForAll(
                Of("ab*?B", 8),
                Of("abB", 12),
                (pattern, text) => new WildcardPattern(pattern).Matches(text) == Defined(pattern, text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void AHostileTextTakesAtMostTheProductOfTheLengths()
    {
        // Whoever tries every split of the text among the stars is not done before the sun goes out.
        WildcardPattern pattern = new(string.Concat(Enumerable.Repeat("*a", 64)) + "b");
        Assert.False(pattern.Matches(new string('a', 8000)));
    }

    private static Arbitrary<string> Of(string characters, int length) =>
        Gen.Choose(0, length)
            .SelectMany(count => Gen.ArrayOf(Gen.Elements(characters.ToCharArray()), count))
            .Select(text => new string(text))
            .ToArbitrary();

    /// <summary>The meaning of a pattern, without any thought for time.</summary>
    private static bool Defined(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => pattern switch
    {
        [] => text.IsEmpty,
        ['*', ..] => Defined(pattern[1..], text) || (!text.IsEmpty && Defined(pattern, text[1..])),
        ['?', ..] => !text.IsEmpty && Defined(pattern[1..], text[1..]),
        _ => !text.IsEmpty && char.ToUpperInvariant(pattern[0]) == char.ToUpperInvariant(text[0]) &&
            Defined(pattern[1..], text[1..]),
    };
}
