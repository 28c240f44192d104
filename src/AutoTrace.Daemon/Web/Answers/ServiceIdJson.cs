using System.Text.Json;
using AutoTrace.Daemon.Query;
using AutoTrace.Daemon.Query.Graph;

namespace AutoTrace.Daemon.Web.Answers;

/// <summary>The shape ServiceId, and the members that other shapes share with it.</summary>
internal static class ServiceIdJson
{
    public static void Write(ServiceKey service, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteMembers(service, json);
        json.WriteEndObject();
    }

    public static void WriteArray(string name, IEnumerable<ServiceKey> services, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (ServiceKey service in services)
        {
            Write(service, json);
        }

        json.WriteEndArray();
    }

    public static void WriteMembers(ServiceKey service, Utf8JsonWriter json)
    {
        json.WriteString("Name", service.Name);
        json.WriteStartArray("Names");
        json.WriteStringValue(service.Name);
        json.WriteEndArray();
        if (service.Type is { } type)
        {
            json.WriteString("Type", type);
        }
    }
}
