using System.Text.Json;
using AutoTrace.XRay;

namespace AutoTrace.Daemon.Decode;

/// <summary>
/// Reads the entities of one document. Strict about what X-Ray cannot do without, blind to fields it does not know.
/// Nothing here recurses: subsegments nest as deep as 64 KB allow, far beyond a JSON reader's default of 64.
/// </summary>
internal ref partial struct EntityReader
{
    private readonly Stack<Entity> _open = new();
    private Utf8JsonReader _json;
    private bool _hasTraceId;

    public EntityReader(ReadOnlySpan<byte> document) =>
        _json = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = Limits.DocumentBytes });

    public TraceId TraceId { get; private set; }

    public SegmentId ParentId { get; private set; }

    public bool IsSubsegment { get; private set; }

    public int EntityCount { get; private set; }

    /// <summary>The first thing found wrong; reading goes on all the same.</summary>
    public Rejection? Rejection { get; private set; }

    /// <summary>Reads the whole document. Null when it is no JSON object.</summary>
    public Entity? Read()
    {
        Entity? root = null;
        while (_json.Read())
        {
            switch (_json.TokenType)
            {
                case JsonTokenType.StartObject:
                    Open();
                    root ??= _open.Peek();
                    break;
                case JsonTokenType.PropertyName:
                    ReadProperty(_open.Peek());
                    break;
                case JsonTokenType.EndObject:
                    Close(_open.Pop());
                    break;
                case JsonTokenType.EndArray:
                    break;
                default:
                    RejectValue(root is null
                        ? "the document is not a JSON object" : "subsegments has an item that is no object");
                    break;
            }
        }

        if (root is not null)
        {
            CheckDocument(root);
        }

        return root;
    }

    private void RejectValue(string reason)
    {
        Reject("MalformedDocument", reason);
        _json.Skip();
    }

    private void Open()
    {
        Entity entity = new() { Offset = (int)_json.TokenStartIndex };
        if (_open.TryPeek(out Entity? enclosing))
        {
            enclosing.Embed(entity);
        }

        _open.Push(entity);
        EntityCount++;
    }

    private void Close(Entity entity)
    {
        entity.Length = (int)_json.BytesConsumed - entity.Offset;
        CheckEntity(entity);
    }

    private void ReadProperty(Entity entity)
    {
        if (_json.ValueTextEquals(FieldNames.Id))
        {
            ReadId(entity);
        }
        else if (_json.ValueTextEquals(FieldNames.Name))
        {
            entity.Name = ReadString() ?? "";
        }
        else if (_json.ValueTextEquals(FieldNames.StartTime))
        {
            entity.StartTime = ReadNumber() ?? double.NaN;
        }
        else if (_json.ValueTextEquals(FieldNames.EndTime))
        {
            entity.EndTime = ReadNumber();
        }
        else if (_json.ValueTextEquals(FieldNames.InProgress))
        {
            entity.MarkedInProgress = ReadBoolean();
        }
        else if (_json.ValueTextEquals(FieldNames.Subsegments))
        {
            EnterSubsegments();
        }
        else if (_json.ValueTextEquals(FieldNames.Fault))
        {
            entity.Fault = ReadBoolean();
        }
        else if (_json.ValueTextEquals(FieldNames.Error))
        {
            entity.Error = ReadBoolean();
        }
        else if (_json.ValueTextEquals(FieldNames.Throttle))
        {
            entity.Throttle = ReadBoolean();
        }
        else if (_json.ValueTextEquals(FieldNames.Namespace))
        {
            entity.Namespace = ReadString();
        }
        else if (_json.ValueTextEquals(FieldNames.Origin))
        {
            entity.Origin = ReadString();
        }
        else if (_json.ValueTextEquals(FieldNames.User))
        {
            entity.User = ReadString();
        }
        else if (_json.ValueTextEquals(FieldNames.Http))
        {
            entity.Http = ReadHttp();
        }
        else if (_json.ValueTextEquals(FieldNames.Aws))
        {
            entity.Aws = ReadAws();
        }
        else if (_json.ValueTextEquals(FieldNames.Sql))
        {
            entity.HasSql = true;
            SkipValue();
        }
        else if (_json.ValueTextEquals(FieldNames.Annotations))
        {
            entity.Annotations = ReadAnnotations();
        }
        else if (_open.Count == 1)
        {
            ReadDocumentProperty();
        }
        else
        {
            SkipValue();
        }
    }

    /// <summary>What only the outermost entity of a document says.</summary>
    private void ReadDocumentProperty()
    {
        if (_json.ValueTextEquals(FieldNames.TraceId))
        {
            _json.Read();
            _hasTraceId = _json.TokenType == JsonTokenType.String;
            if (_hasTraceId && TraceId.TryParse(_json.ValueSpan, out TraceId id))
            {
                TraceId = id;
            }
            else if (_hasTraceId)
            {
                Reject("InvalidTraceId", "trace_id is not of the form 1-xxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx, hex digits");
            }

            _json.Skip();
        }
        else if (_json.ValueTextEquals(FieldNames.ParentId))
        {
            _json.Read();
            if (_json.TokenType == JsonTokenType.String && SegmentId.TryParse(_json.ValueSpan, out SegmentId id))
            {
                ParentId = id;
            }
            else if (_json.TokenType != JsonTokenType.Null)
            {
                Reject("InvalidParentId", "parent_id is not sixteen hex digits, or all zeros");
                _json.Skip();
            }
        }
        else if (_json.ValueTextEquals(FieldNames.Type))
        {
            _json.Read();
            IsSubsegment = _json.TokenType == JsonTokenType.String && _json.ValueTextEquals(FieldNames.Subsegment);
            _json.Skip();
        }
        else
        {
            SkipValue();
        }
    }

    private void ReadId(Entity entity)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.String && SegmentId.TryParse(_json.ValueSpan, out SegmentId id))
        {
            entity.Id = id;
        }
        else
        {
            Reject("InvalidId", "id is not sixteen hex digits, or all zeros");
            _json.Skip();
        }
    }

    /// <summary>Steps into the array; its objects and its end come back to <see cref="Read"/>.</summary>
    private void EnterSubsegments()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            _json.Skip();
        }
    }
}
