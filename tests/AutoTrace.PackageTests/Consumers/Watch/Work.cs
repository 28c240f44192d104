using AutoTrace;

internal static class Work
{
    public static void Round()
    {
        Say("first");
    }

    [Traced]
    private static void Say([Annotate] string word) => Console.WriteLine(word);
}
