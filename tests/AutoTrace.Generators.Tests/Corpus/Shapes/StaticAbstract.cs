// Row 11: static abstract members, called on a type parameter and on a type.
P.Call<ByAttribute>();
P.Call<ByBody>();
P.Named<ByAttribute>();
P.Self<ByAttribute>();
P.Self<ByBody>();
ByAttribute./* row 11: intercepted */Price();
ByBody./* row 11: body */Price();

interface IPriced
{
    [Traced] static abstract void Quote();
    static abstract void Price();
}

interface IJob<TSelf> where TSelf : IJob<TSelf> { [Traced] static abstract void Start(); }

class ByAttribute : IPriced, IJob<ByAttribute>
{
    public static void Start() => Log.Line("start");
    [Traced] public static void Quote() => Log.Line("quote");
    [Traced] public static void Price() => Log.Line("price");
}

partial class ByBody : IPriced, IJob<ByBody>
{
    [Traced] public static partial void Start();
    private static void StartCore() => Log.Line("body start");
    [Traced] public static partial void Quote();
    private static void QuoteCore() => Log.Line("body quote");
    [Traced] public static partial void Price();
    private static void PriceCore() => Log.Line("body price");
}

static class P
{
    public static void Call<T>() where T : IPriced => T./* row 11: AT1015 */Quote();
    public static void Self<T>() where T : IJob<T> => T./* row 11: intercepted */Start();
    public static void Named<T>() where T : IPriced => T./* row 11: AT1015 */Price();
}

/* trace:
ByBody.Quote
IJob.Start
IJob.Start
ByAttribute.Price
ByBody.Price
*/
