using AutoTrace.Spans;

namespace AutoTrace;

public static partial class AutoTracer
{
    /// <summary>
    /// Runs a method in a subsegment, with the exception that leaves it, where there is no method to put
    /// <see cref="TracedAttribute"/> on.
    /// </summary>
    /// <param name="name">The subsegment's name; see <see cref="BeginSegment"/>.</param>
    /// <param name="method">What to run, once, whether it is recorded or not. Its exceptions pass as they are.</param>
    /// <exception cref="ArgumentNullException">There is no method.</exception>
    public static void TraceMethod(string name, Action method)
    {
        ArgumentNullException.ThrowIfNull(method);
        OpenSpan span = Begin(name, default);
        try
        {
            method();
        }
        catch (Exception e) when (Failed(ref span, e))
        {
            throw;
        }
        finally
        {
            span.RestoreContext();
            span.EndAlone();
        }
    }

    /// <inheritdoc cref="TraceMethod(string, Action)"/>
    /// <returns>What the method returns.</returns>
    public static T TraceMethod<T>(string name, Func<T> method)
    {
        ArgumentNullException.ThrowIfNull(method);
        T result = default!;
        TraceMethod(name, () => { result = method(); });
        return result;
    }

    /// <summary>As <see cref="TraceMethod(string, Action)"/>; the subsegment ends when the task completes.</summary>
    /// <inheritdoc cref="TraceMethod(string, Action)"/>
    /// <returns>The method's own task.</returns>
    public static Task TraceMethodAsync(string name, Func<Task> method) => TraceTask(name, method);

    /// <inheritdoc cref="TraceMethodAsync(string, Func{Task})"/>
    public static Task<T> TraceMethodAsync<T>(string name, Func<Task<T>> method) => TraceTask(name, method);

    private static TTask TraceTask<TTask>(string name, Func<TTask> method)
        where TTask : Task
    {
        ArgumentNullException.ThrowIfNull(method);
        OpenSpan span = Begin(name, default);
        TTask task;
        try
        {
            task = method();
        }
        catch (Exception e) when (Failed(ref span, e))
        {
            throw;
        }
        finally
        {
            span.RestoreContext();
            if (span.HasFailed)
            {
                span.EndAlone();
            }
        }

        SpanCompletion.EndWith(span, task);
        return task;
    }

    // For a filter that lets the exception pass untouched.
    private static bool Failed(ref OpenSpan span, Exception exception)
    {
        span.Fail(exception);
        return false;
    }
}
