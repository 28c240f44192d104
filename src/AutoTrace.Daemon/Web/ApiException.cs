namespace AutoTrace.Daemon.Web;

/// <summary>A request that the API refuses; becomes X-Ray's error answer.</summary>
internal sealed class ApiException(string type, string message, int status) : Exception(message)
{
    public string Type { get; } = type;

    public int Status { get; } = status;

    public static ApiException InvalidRequest(string message) =>
        new("InvalidRequestException", message, StatusCodes.Status400BadRequest);
}
