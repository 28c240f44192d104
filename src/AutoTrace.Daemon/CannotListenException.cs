using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace AutoTrace.Daemon;

/// <summary>An address cannot be listened at; the message is one line that says why and what to do.</summary>
internal sealed class CannotListenException(string option, IPEndPoint endpoint, Exception cause)
    : Exception(Describe(option, endpoint, cause), cause)
{
    private static string Describe(string option, IPEndPoint endpoint, Exception cause)
    {
        bool busy = cause is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
            || cause.InnerException is AddressInUseException;
        return busy
            ? $"cannot listen at {endpoint}: another program does, perhaps an X-Ray daemon. "
                + $"Stop it, or give another address: {option} {new IPEndPoint(endpoint.Address, 0)} takes a free port."
            : $"cannot listen at {endpoint}: {cause.GetBaseException().Message.TrimEnd('.')}. "
                + $"Give another address with {option}.";
    }
}
