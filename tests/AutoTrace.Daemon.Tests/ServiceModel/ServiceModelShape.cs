using System.Text.Json;
using AutoTrace.Tests.Shared;

namespace AutoTrace.Daemon.Tests.ServiceModel;

/// <summary>A shape of X-Ray's service model, and whether JSON has it.</summary>
internal sealed class ServiceModelShape
{
    private static readonly JsonElement s_model = JsonElement.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ServiceModel", "xray-2016-04-12-service-2.json")));

    private readonly JsonElement _shape;
    private readonly string _type;

    private ServiceModelShape(string name)
    {
        _shape = s_model.GetProperty("shapes").GetProperty(name);
        _type = _shape.Text("type")!;
    }

    /// <summary>The input of an operation, by the operation's name.</summary>
    public static ServiceModelShape InputOf(string operation) => Of(operation, "input");

    /// <summary>The output of an operation, by the operation's name.</summary>
    public static ServiceModelShape OutputOf(string operation) => Of(operation, "output");

    /// <summary>The path of an operation.</summary>
    public static string PathOf(string operation) => s_model.GetProperty("operations").GetProperty(operation)
        .GetProperty("http").Text("requestUri")!;

    /// <summary>A line for everything in it that the model does not know or knows as another type.</summary>
    public IEnumerable<string> Differences(JsonElement answer, string at = "$") => _type switch
    {
        "structure" => Structure(answer, at),
        "list" => answer.ValueKind == JsonValueKind.Array
            ? answer.EnumerateArray().Index().SelectMany(i => Inner("member").Differences(i.Item, $"{at}[{i.Index}]"))
            : [$"{at}: not a list"],
        "map" => answer.ValueKind == JsonValueKind.Object
            ? answer.EnumerateObject().SelectMany(m => Inner("value").Differences(m.Value, $"{at}.{m.Name}"))
            : [$"{at}: not a map"],
        _ => IsScalar(answer) ? [] : [$"{at}: {answer.ValueKind} instead of {_type}"],
    };

    private static ServiceModelShape Of(string operation, string role) =>
        new(s_model.GetProperty("operations").GetProperty(operation).GetProperty(role).Text("shape")!);

    private IEnumerable<string> Structure(JsonElement answer, string at)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return [$"{at}: not a structure"];
        }

        JsonElement members = _shape.GetProperty("members");
        IEnumerable<string> present = answer.EnumerateObject().SelectMany(member =>
            members.TryGetProperty(member.Name, out JsonElement known)
                ? new ServiceModelShape(known.Text("shape")!).Differences(member.Value, $"{at}.{member.Name}")
                : [$"{at}.{member.Name}: unknown to the model"]);
        IEnumerable<string> required = _shape.TryGetProperty("required", out JsonElement names)
            ? names.EnumerateArray().Select(n => n.GetString()!).Where(n => !answer.TryGetProperty(n, out _))
            : [];
        return [.. present, .. required.Select(name => $"{at}.{name}: required")];
    }

    private ServiceModelShape Inner(string role) => new(_shape.GetProperty(role).Text("shape")!);

    private bool IsScalar(JsonElement value) => _type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" or "long" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "double" or "timestamp" => value.ValueKind == JsonValueKind.Number,
        _ => false,
    };
}
