using AutoTrace;

await using AutoTraceRuntime runtime = AutoTraceRuntime.Start(options => options.ServiceName = "net8");
using (AutoTracer.BeginSegment("net8"))
{
    await new Work().RunAsync();
}

internal interface IWork
{
    void BehindAnInterface();
}

internal sealed partial class Work : IWork
{
    private int _count;

    [Traced]
    public async Task RunAsync()
    {
        Private();
        await AroundBodyAsync(Guid.Empty);
        await foreach (string item in StreamAsync("item"))
        {
            Struct value = new();
            value.Set(item);
        }

        foreach (IWork work in new IWork[] { this })
        {
            work.BehindAnInterface();
        }
    }

    [Traced]
    public void BehindAnInterface() => _count++;

    [Traced]
    public partial ValueTask<Guid> AroundBodyAsync([Annotate] Guid id);

    private async ValueTask<Guid> AroundBodyAsyncCore(Guid id)
    {
        await Task.Delay(_count);
        return id;
    }

    [Traced]
    private void Private() => _count++;

    [Traced]
    internal static async IAsyncEnumerable<T> StreamAsync<T>(T item)
    {
        await Task.Yield();
        yield return item;
    }
}

internal struct Struct
{
    private string? _text;

    [Traced]
    public void Set([Annotate] string text) => _text = text;

    public override readonly string? ToString() => _text;
}
