using System.Text.Json;
using AutoTrace.Model;
using AutoTrace.XRay;

namespace AutoTrace.Documents;

/// <summary>Writes the <c>sql</c> block: the last one that was recorded.</summary>
internal static class SqlJson
{
    private const int MaxQueryLength = 4096;

    public static void Write(Utf8JsonWriter json, in SealedSpan span)
    {
        SqlDetail? last = null;
        for (SpanDetail? detail = span.Details; detail is not null; detail = detail.Next)
        {
            last = detail as SqlDetail ?? last;
        }

        if (last is null)
        {
            return;
        }

        SqlInformation sql = last.Sql;
        json.WriteStartObject(FieldNames.Sql);
        json.WriteTextIfAny(FieldNames.ConnectionString, sql.ConnectionString);
        json.WriteTextIfAny(FieldNames.Url, sql.Url);
        if (!string.IsNullOrEmpty(sql.SanitizedQuery))
        {
            json.WriteText(FieldNames.SanitizedQuery, sql.SanitizedQuery, MaxQueryLength);
        }

        json.WriteTextIfAny(FieldNames.DatabaseType, sql.DatabaseType);
        json.WriteTextIfAny(FieldNames.DatabaseVersion, sql.DatabaseVersion);
        json.WriteTextIfAny(FieldNames.DriverVersion, sql.DriverVersion);
        json.WriteTextIfAny(FieldNames.User, sql.User);
        json.WriteTextIfAny(FieldNames.Preparation, sql.Preparation);
        json.WriteEndObject();
    }
}
