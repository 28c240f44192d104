using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoTrace.Model;

/// <summary>How metadata of the plain kinds is serialised, without reflection.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class MetadataJsonContext : JsonSerializerContext;
