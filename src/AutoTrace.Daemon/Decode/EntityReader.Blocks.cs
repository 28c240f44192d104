using System.Text.Json;
using AutoTrace.XRay;

namespace AutoTrace.Daemon.Decode;

/// <content>Values and blocks. A value of the wrong type counts as absent: only what is required is checked.</content>
internal ref partial struct EntityReader
{
    private HttpBlock? ReadHttp()
    {
        if (!EnterObject())
        {
            return null;
        }

        HttpBlock http = new();
        while (NextProperty())
        {
            bool request = _json.ValueTextEquals(FieldNames.Request);
            if (!request && !_json.ValueTextEquals(FieldNames.Response))
            {
                SkipValue();
            }
            else if (EnterObject())
            {
                while (NextProperty())
                {
                    ReadHttpField(http);
                }
            }
        }

        return http;
    }

    private void ReadHttpField(HttpBlock http)
    {
        if (_json.ValueTextEquals(FieldNames.Method))
        {
            http.Method = ReadString();
        }
        else if (_json.ValueTextEquals(FieldNames.Url))
        {
            http.Url = ReadString();
        }
        else if (_json.ValueTextEquals(FieldNames.UserAgent))
        {
            http.UserAgent = ReadString();
        }
        else if (_json.ValueTextEquals(FieldNames.ClientIp))
        {
            http.ClientIp = ReadString();
        }
        else if (_json.ValueTextEquals(FieldNames.Status))
        {
            http.Status = (int?)ReadNumber();
        }
        else
        {
            SkipValue();
        }
    }

    private AwsBlock? ReadAws()
    {
        if (!EnterObject())
        {
            return null;
        }

        AwsBlock aws = new();
        while (NextProperty())
        {
            if (_json.ValueTextEquals(FieldNames.TableName))
            {
                aws.TableName = ReadString();
            }
            else if (_json.ValueTextEquals("queue_url"u8))
            {
                aws.QueueUrl = ReadString();
            }
            else if (_json.ValueTextEquals(FieldNames.ResourceNames))
            {
                aws.ResourceName = ReadFirstString();
            }
            else
            {
                SkipValue();
            }
        }

        return aws;
    }

    private List<Annotation>? ReadAnnotations()
    {
        if (!EnterObject())
        {
            return null;
        }

        List<Annotation> annotations = [];
        while (NextProperty())
        {
            string key = StringPool.Get(ref _json);
            _json.Read();
            switch (_json.TokenType)
            {
                case JsonTokenType.String:
                    annotations.Add(new Annotation(key, JsonValueKind.String, StringPool.Get(ref _json), 0));
                    break;
                case JsonTokenType.Number when _json.TryGetDouble(out double number) && double.IsFinite(number):
                    annotations.Add(new Annotation(key, JsonValueKind.Number, null, number));
                    break;
                case JsonTokenType.True:
                    annotations.Add(new Annotation(key, JsonValueKind.True, null, 0));
                    break;
                case JsonTokenType.False:
                    annotations.Add(new Annotation(key, JsonValueKind.False, null, 0));
                    break;
                default:
                    _json.Skip();
                    break;
            }
        }

        return annotations;
    }

    /// <summary>
    /// From a property's name to the first property of its value; false, and past the value, if it is no object.
    /// </summary>
    private bool EnterObject()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        _json.Skip();
        return false;
    }

    private bool NextProperty() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    private string? ReadFirstString()
    {
        string? first = null;
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            _json.Skip();
            return null;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            first ??= _json.TokenType == JsonTokenType.String ? StringPool.Get(ref _json) : null;
            _json.Skip();
        }

        return first;
    }

    private string? ReadString()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.String)
        {
            return StringPool.Get(ref _json);
        }

        _json.Skip();
        return null;
    }

    private double? ReadNumber()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetDouble(out double number) && double.IsFinite(number))
        {
            return number;
        }

        _json.Skip();
        return null;
    }

    private bool ReadBoolean()
    {
        _json.Read();
        bool isTrue = _json.TokenType == JsonTokenType.True;
        _json.Skip();
        return isTrue;
    }

    private void SkipValue()
    {
        _json.Read();
        _json.Skip();
    }
}
