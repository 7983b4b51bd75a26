using System.Text.Json;
using Pulso.Settings;
using Pulso.Timelines.Threads;

namespace Pulso.Events.Parsing;

/// <summary>Reads canonical events (contract, section 1) from CloudEvents 1.0 JSON: one, a batch, or the parts of binary mode.</summary>
/// <remarks>Pure: the same bytes, the same tenant key and settings give the same events.</remarks>
/// <param name="settings">They say whether comments are kept; left out, none is.</param>
public sealed class EventParser(Pseudonyms pseudonyms, TenantSettings? settings = null)
{
    /// <summary>At most so many events in one request.</summary>
    public const int BatchLimit = 1_000;

    private const int FaultLimit = 20;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly List<ParsedEvent> events = [];
    private readonly List<Fault> faults = [];
    private readonly HashSet<string> sources = [];
    private readonly Dictionary<string, int> unknown = [];

    /// <summary>One event in structured mode.</summary>
    public static ParsedRequest Structured(ReadOnlyMemory<byte> body, Pseudonyms pseudonyms, TenantSettings? settings = null) =>
        new EventParser(pseudonyms, settings).Read(body, (parser, json) => parser.Add(0, new JsonAttributes(json)));

    /// <summary>A JSON array of events in structured mode.</summary>
    public static ParsedRequest Batch(ReadOnlyMemory<byte> body, Pseudonyms pseudonyms, TenantSettings? settings = null) =>
        new EventParser(pseudonyms, settings).Read(body, (parser, json) => parser.AddAll(json));

    /// <summary>One event in binary mode: the attributes from the <c>ce-</c> headers, the data from the body.</summary>
    public static ParsedRequest Binary(ReadOnlyMemory<byte> body, Func<string, string?> header, Pseudonyms pseudonyms, TenantSettings? settings = null) =>
        new EventParser(pseudonyms, settings).Read(body, (parser, json) => parser.Add(0, new HeaderAttributes(header, json)));

    /// <summary>Events that were made from a vendor's delivery, however many.</summary>
    public static ParsedRequest Translated(IReadOnlyList<TranslatedEvent> events, Pseudonyms pseudonyms, TenantSettings? settings = null)
    {
        var parser = new EventParser(pseudonyms, settings);
        for (int i = 0; i < events.Count && parser.faults.Count < FaultLimit; i++)
            parser.Add(i, events[i]);
        return parser.Result();
    }

    private ParsedRequest Read(ReadOnlyMemory<byte> body, Action<EventParser, JsonElement> add)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            add(this, document.RootElement);
        }
        catch (JsonException error)
        {
            faults.Add(new Fault(0, null, "body", $"is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine}"));
        }
        catch (InvalidOperationException)
        {
            faults.Add(new Fault(0, null, "body", "holds text that is not Unicode"));
        }
        return Result();
    }

    private ParsedRequest Result() => new(faults.Count == 0 ? events : [], faults, sources, unknown);

    private void AddAll(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new Fault(0, null, "body", "must be a JSON array of events"));
            return;
        }
        if (json.GetArrayLength() > BatchLimit)
        {
            faults.Add(new Fault(BatchLimit, null, "body", $"holds more than {BatchLimit} events"));
            return;
        }
        int index = 0;
        foreach (var item in json.EnumerateArray())
        {
            if (faults.Count >= FaultLimit)
                return;
            Add(index++, new JsonAttributes(item));
        }
    }

    private void Add(int index, IAttributes attributes)
    {
        string? id = attributes.Text("id");
        int before = faults.Count;
        void Refuse(string field, string reason) => faults.Add(new Fault(index, id, field, reason));

        string? source = attributes.Text("source");
        if (source is { Length: >= 1 and <= 128 })
            sources.Add(source);
        else
            Refuse("source", "must have 1 to 128 characters");
        if (attributes.Text("specversion") != "1.0")
            Refuse("specversion", "must be 1.0");
        if (id is not { Length: >= 1 and <= 512 })
            Refuse("id", "must have 1 to 512 characters");
        if (attributes.Text("type") is not { Length: >= 1 and <= 128 } typeName)
        {
            Refuse("type", "must have 1 to 128 characters");
            return;
        }
        long? time = Instants.Parse(attributes.Text("time"));
        if (time is null)
            Refuse("time", "must be an RFC 3339 instant with its offset, from 1970 to 2199");
        string? subject = attributes.Text("subject");
        if (subject is null ? attributes.Has("subject") : subject.Length is 0 or > 256)
            Refuse("subject", "must have 1 to 256 characters");
        if (faults.Count > before)
            return;

        var type = EventTypes.Named(typeName);
        if (type != EventTypes.Unknown && attributes.Has("data_base64"))
            Refuse("data_base64", "is not taken: the fields are an object in data");
        var values = ReferenceEquals(type, EventTypes.Unknown) ? [new FieldValue(Field.TypeName, typeName)] : Data(type, attributes.Data, source!, Refuse);
        if (type == EventTypes.SurveyAnswered && settings?.At(time!.Value).KeepSurveyComments == true && SurveyComment.Of(attributes.Data) is { } comment)
            values = [.. values.Append(comment).OrderBy(value => value.Field.Code)];
        if (ThreadSubject.Read(subject) is { } named && (type.About is About.Contact or About.Survey || type == EventTypes.SaleRecorded))
            values = [.. values, new FieldValue(Field.OfInstant, named.InstantMs)];
        var parsed = new Event(type, time!.Value, EventId.Of(source!, id!), values);
        if (type.About == About.Contact && subject is null && parsed.Text(Field.Thread) is null && faults.Count == before)
            Refuse("subject", "is required: the contact id (or data.thread in its place)");
        if (faults.Count == before && Sense.Fault(parsed) is { } fault)
            Refuse(fault.Field, fault.Reason);
        if (faults.Count == before)
            events.Add(new ParsedEvent(source!, subject, parsed));
    }

    private FieldValue[] Data(EventType type, JsonElement? data, string source, Action<string, string> refuse)
    {
        var values = new List<FieldValue>();
        if (data is { ValueKind: JsonValueKind.Object } fields)
        {
            foreach (var item in fields.EnumerateObject())
                AddField(type, item, source, values, refuse);
        }
        else if (data is { ValueKind: not JsonValueKind.Null })
        {
            refuse("data", "must be an object");
        }
        foreach (var required in type.Required)
        {
            if (!values.Exists(value => ReferenceEquals(value.Field, required)))
                refuse($"data.{required.Name}", "is required");
        }
        values.Sort((a, b) => a.Field.Code.CompareTo(b.Field.Code));
        return [.. values];
    }

    private void AddField(EventType type, JsonProperty item, string source, List<FieldValue> values, Action<string, string> refuse)
    {
        if (type.FieldNamed(item.Name) is not { } field)
        {
            unknown[item.Name] = unknown.GetValueOrDefault(item.Name) + 1;
            return;
        }
        if (item.Value.ValueKind == JsonValueKind.Null || field.Kind == FieldKind.Comment)
            return;
        if (FieldParser.Parse(field, item.Value, source, pseudonyms, out var value) is { } reason)
            refuse($"data.{field.Name}", reason);
        else
            values.Add(value);
    }
}
