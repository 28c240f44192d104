using System.Text.Json;

namespace Shop.Check;

/// <summary>
/// The three questions that the X-Ray console asks, put to the daemon: what is not in an answer, nobody can see.
/// </summary>
internal sealed class XRayApi(Uri daemon, DateTimeOffset since) : IDisposable
{
    private const int TracesPerRequest = 5; // X-Ray's own limit.

    private readonly HttpClient _http = new() { BaseAddress = daemon };

    public async Task<ServiceMap> GetServiceGraphAsync() =>
        new((await PostAsync("ServiceGraph", Range)).GetProperty("Services"));

    public async Task<IReadOnlyList<TraceSummary>> GetTraceSummariesAsync()
    {
        JsonElement answer = await PostAsync("TraceSummaries", Range);
        return [.. answer.GetProperty("TraceSummaries").EnumerateArray().Select(summary => new TraceSummary(summary))];
    }

    public async Task<IReadOnlyList<Trace>> BatchGetTracesAsync(IEnumerable<string> ids)
    {
        List<Trace> traces = [];
        foreach (string[] some in ids.Chunk(TracesPerRequest))
        {
            JsonElement answer = await PostAsync("Traces", new { TraceIds = some });
            traces.AddRange(answer.GetProperty("Traces").EnumerateArray().Select(trace => new Trace(trace)));
        }

        return traces;
    }

    public void Dispose() => _http.Dispose();

    private object Range => new
    {
        StartTime = since.ToUnixTimeSeconds(),
        EndTime = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1,
    };

    private async Task<JsonElement> PostAsync(string operation, object question)
    {
        using HttpResponseMessage answer =
            await _http.PostAsJsonAsync(operation, question, JsonSerializerOptions.Default);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }
}
