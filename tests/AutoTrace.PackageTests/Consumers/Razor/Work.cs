using AutoTrace;

namespace Razor;

internal static partial class Work
{
    [Traced]
    public static string AtCallSite() => "not traced";

    [Traced]
    public static partial string AroundBody();

    private static string AroundBodyCore() => "traced";
}
