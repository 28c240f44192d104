namespace AutoTrace.Daemon.Decode;

/// <summary>The <c>aws</c> block of a subsegment, as far as it names the resource that was called.</summary>
internal sealed class AwsBlock
{
    public string? TableName { get; set; }

    public string? QueueUrl { get; set; }

    /// <summary>The first of <c>resource_names</c>.</summary>
    public string? ResourceName { get; set; }
}
