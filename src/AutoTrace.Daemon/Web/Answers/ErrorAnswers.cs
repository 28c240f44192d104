namespace AutoTrace.Daemon.Web.Answers;

/// <summary>Turns what an operation throws into X-Ray's error answers.</summary>
internal static class ErrorAnswers
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is left to answer.
        }
        catch (ApiException e) when (!context.Response.HasStarted)
        {
            await JsonAnswer.WriteErrorAsync(context, e.Status, e.Type, e.Message);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await JsonAnswer.WriteErrorAsync(context, e.StatusCode, "InvalidRequestException", e.Message);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await Console.Error.WriteLineAsync($"autotrace: {context.Request.Method} {context.Request.Path}: {e}");
            await JsonAnswer.WriteErrorAsync(
                context, StatusCodes.Status500InternalServerError, "InternalFailure", $"autotrace failed: {e.Message}");
        }
    }

    public static Task UnknownOperation(HttpContext context) =>
        JsonAnswer.WriteErrorAsync(
            context,
            StatusCodes.Status404NotFound,
            "UnknownOperationException",
            $"Nothing is at {context.Request.Method} {context.Request.Path}. X-Ray's operations are POST requests.");
}
