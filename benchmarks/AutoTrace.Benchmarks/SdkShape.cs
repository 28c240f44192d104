using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AutoTrace.Benchmarks;

/// <summary>
/// The X-Ray SDK for .NET in outline: an object for each segment and subsegment, with text ids and decimal times, the
/// current one in an AsyncLocal; the thread that ends the segment writes it as a string, encodes it, and sends it. In
/// the SDK's favour it leaves out six lazy collections for each, locks, and a JSON writer by reflection.
/// </summary>
internal sealed class SdkShape(string daemon) : IDisposable
{
    private readonly AsyncLocal<Entity?> _current = new();
    private readonly UdpClient _udp = new();
    private readonly IPEndPoint _daemon = IPEndPoint.Parse(daemon);

    public void BeginSegment(string name) => _current.Value = new Entity(name) { TraceId = NewTraceId() };

    public void BeginSubsegment(string name)
    {
        Entity parent = _current.Value!;
        Entity subsegment = new(name) { Parent = parent };
        parent.Subsegments.Add(subsegment);
        _current.Value = subsegment;
    }

    public void EndSubsegment()
    {
        Entity subsegment = _current.Value!;
        subsegment.EndTime = Now();
        _current.Value = subsegment.Parent;
    }

    public void EndSegment()
    {
        Entity segment = _current.Value!;
        segment.EndTime = Now();
        StringBuilder json = new("{\"format\":\"json\",\"version\":1}\n");
        segment.Write(json);
        byte[] datagram = Encoding.ASCII.GetBytes(json.ToString());
        _udp.Send(datagram, datagram.Length, _daemon);
        _current.Value = null;
    }

    public void Dispose() => _udp.Dispose();

    private static decimal Now() => (decimal)(DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;

    private static string NewTraceId() => string.Create(
        CultureInfo.InvariantCulture, $"1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{NewId()}{NewId()[..8]}");

    private static string NewId() => Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture);

    private sealed class Entity(string name)
    {
        public string? TraceId { get; init; }

        public Entity? Parent { get; init; }

        public decimal EndTime { get; set; }

        public List<Entity> Subsegments { get; } = [];

        private string Id { get; } = NewId();

        private decimal StartTime { get; } = Now();

        public void Write(StringBuilder json)
        {
            json.Append('{');
            if (TraceId is not null)
            {
                json.Append("\"trace_id\":\"").Append(TraceId).Append("\",");
                json.Append("\"service\":{\"runtime\":\".NET\",\"runtime_version\":\"10.0\"},");
                json.Append("\"aws\":{\"xray\":{\"sdk\":\"X-Ray for .NET\",\"sdk_version\":\"2.14\"}},");
            }

            json.Append("\"id\":\"").Append(Id);
            json.Append("\",\"start_time\":").Append(StartTime.ToString(CultureInfo.InvariantCulture));
            json.Append(",\"end_time\":").Append(EndTime.ToString(CultureInfo.InvariantCulture));
            json.Append(",\"name\":\"").Append(name).Append('"');
            if (Subsegments.Count > 0)
            {
                json.Append(",\"subsegments\":[");
                foreach (Entity subsegment in Subsegments)
                {
                    subsegment.Write(json);
                    json.Append(',');
                }

                json[^1] = ']';
            }

            json.Append('}');
        }
    }
}
