using System.Text;

namespace AutoTrace.Tests.Shared;

/// <summary>A request as it arrived at <see cref="FakeXRay"/>.</summary>
internal sealed class XRayRequest
{
    private XRayRequest(string head, byte[] body)
    {
        Head = head;
        Body = body;
        string[] lines = head.TrimEnd().Split("\r\n");
        Target = lines[0].Split(' ')[1];
        Headers = lines[1..].Select(line => line.Split(':', 2)).ToDictionary(
            parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The request line and the headers.</summary>
    public string Head { get; }

    public byte[] Body { get; }

    /// <summary>The path as it was sent.</summary>
    public string Target { get; }

    /// <summary>By name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>What is wrong with its signature; null for nothing.</summary>
    public string? Error { get; set; }

    /// <summary>The value of a header; empty where there is none.</summary>
    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    /// <exception cref="IOException">The other side has gone.</exception>
    public static async Task<XRayRequest> ReadAsync(Stream stream, CancellationToken stop)
    {
        byte[] buffer = new byte[16 << 10];
        int length = 0;
        int end;
        while ((end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), stop);
            length += read > 0 ? read : throw new IOException("The request ended early.");
        }

        int head = end + 4;
        XRayRequest bodiless = new(Encoding.ASCII.GetString(buffer, 0, head), []);
        byte[] body = new byte[int.Parse(bodiless.Header("Content-Length"), System.Globalization.CultureInfo.InvariantCulture)];
        buffer.AsSpan(head, length - head).CopyTo(body);
        await stream.ReadExactlyAsync(body.AsMemory(length - head), stop);
        return new XRayRequest(bodiless.Head, body);
    }
}
