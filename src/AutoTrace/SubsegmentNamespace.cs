namespace AutoTrace;

/// <summary>What a subsegment is about, as X-Ray's <c>namespace</c> field says it.</summary>
public enum SubsegmentNamespace
{
    /// <summary>Work inside this service: no field is written.</summary>
    Local = 0,

    /// <summary><c>remote</c>: a call to another service, which becomes a node of the service map.</summary>
    Remote = 1,

    /// <summary><c>aws</c>: a call to an AWS service.</summary>
    Aws = 2,
}
