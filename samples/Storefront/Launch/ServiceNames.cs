using System.Net;
using System.Net.Sockets;

namespace Shop.Launch;

/// <summary>
/// Makes <c>http://orders</c> work on one machine, as names do in a cluster: HttpClient connects to where the launcher
/// says that service listens (setting <c>Services:orders</c>).
/// </summary>
internal static class ServiceNames
{
    public static void AddServiceNames(this IServiceCollection services) =>
        services.ConfigureHttpClientDefaults(http => http.UseSocketsHttpHandler((handler, provider) =>
        {
            IConfiguration settings = provider.GetRequiredService<IConfiguration>();
            handler.UseProxy = false;
            handler.ConnectCallback = (connection, cancellationToken) =>
                ConnectAsync(settings, connection.DnsEndPoint.Host, cancellationToken);
        }));

    private static async ValueTask<Stream> ConnectAsync(
        IConfiguration settings, string service, CancellationToken cancellationToken)
    {
        if (settings.GetValue<Uri>($"Services:{service}") is not { } address)
        {
            throw new HttpRequestException($"The service '{service}' is not running.");
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
