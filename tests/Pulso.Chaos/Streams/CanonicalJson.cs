using System.Text.Json.Nodes;
using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Chaos.Streams;

/// <summary>Generated events as a sender writes them: CloudEvents in JSON.</summary>
/// <param name="group">Keeps the names of one generated stream apart from those of another.</param>
internal sealed class CanonicalJson(Pseudonyms pseudonyms, string group)
{
    public const string Source = "/chaos";

    /// <summary>Any event of a contact.</summary>
    public static string Line(string type, string id, string? subject, long timeMs, JsonObject data)
    {
        var line = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = Source,
            ["type"] = type,
            ["time"] = At.Text(timeMs),
            ["data"] = data,
        };
        if (subject is not null)
            line["subject"] = subject;
        return line.ToJsonString();
    }

    public string Line(Frame frame)
    {
        var item = frame.Event;
        var data = new JsonObject();
        foreach (var value in item.Values.Where(value => value.Field != Field.TypeName && value.Field != Field.OfInstant))
            data[value.Field.Name] = Json(value);
        return Line(item.Text(Field.TypeName) ?? item.Type.Name, $"{group}/{EventId.Text(item.Id)}", Subject(frame), item.TimeMs, data);
    }

    private string? Subject(Frame frame) => frame.Key.Kind switch
    {
        TimelineKind.Contact => $"{group}-{frame.Key.Name}",
        TimelineKind.Thread when frame.Event.Number(Field.OfInstant) is { } instant => $"{pseudonyms.For(Own(frame.Key.Name))}~{instant}",
        _ => null,
    };

    private JsonNode Json(FieldValue value) => value.Field.Kind switch
    {
        FieldKind.Seconds or FieldKind.Number => value.Number / 1_000m,
        FieldKind.Boolean => value.Number == 1,
        FieldKind.Instant => At.Text(value.Number),
        FieldKind.Json => JsonNode.Parse(value.Text!)!,
        FieldKind.Pseudonym or FieldKind.Hash => Own(value.Text!),
        _ when value.Field == Field.Case => Own(value.Text!),
        _ => value.Text!,
    };

    private string Own(string name) => $"{group}-{name}";
}
