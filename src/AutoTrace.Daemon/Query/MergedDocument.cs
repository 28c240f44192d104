using System.Buffers;
using AutoTrace.XRay;

namespace AutoTrace.Daemon.Query;

/// <summary>
/// Writes a segment with all its subsegments as one document. What has not changed is copied byte for byte, so numbers
/// keep the digits that they were sent with.
/// </summary>
internal static class MergedDocument
{
    public static void Write(TraceNode top, IBufferWriter<byte> output)
    {
        Stack<(TraceNode Node, int NextChild)> open = new();
        Begin(top, open, output);
        while (open.TryPop(out (TraceNode Node, int NextChild) current))
        {
            IReadOnlyList<TraceNode> children = current.Node.Children;
            if (current.NextChild == children.Count)
            {
                output.Write("]}"u8);
                continue;
            }

            if (current.NextChild > 0)
            {
                output.Write(","u8);
            }

            open.Push(current with { NextChild = current.NextChild + 1 });
            Begin(children[current.NextChild], open, output);
        }
    }

    /// <summary>Writes a node whole, or up to its first subsegment and leaves it open.</summary>
    private static void Begin(TraceNode node, Stack<(TraceNode Node, int NextChild)> open, IBufferWriter<byte> output)
    {
        ReadOnlySpan<byte> json = node.Document.Json.AsSpan(node.Entity.Offset, node.Entity.Length);
        if (node.IsAsReceived)
        {
            output.Write(json);
            return;
        }

        output.Write("{"u8);
        RawProperties properties = new(json);
        while (properties.MoveNext())
        {
            if (!properties.NameIs(FieldNames.Subsegments))
            {
                output.Write(properties.Raw);
                output.Write(","u8);
            }
        }

        output.Write("\"subsegments\":["u8);
        open.Push((node, 0));
    }
}
