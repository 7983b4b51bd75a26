using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulso.Events.Parsing;

/// <summary>Reads the fields that hold lists: shifts, intervals, themes, skills and criteria. What is not known in them is dropped.</summary>
internal static class Structures
{
    /// <returns>The list made anew of what is known in it; null where it is refused, for the reason given.</returns>
    public static JsonNode? Read(Field field, JsonElement json, out string reason)
    {
        JsonNode? read;
        if (ReferenceEquals(field, Field.Shifts))
            (read, reason) = (Spans(json, "state", Text), "must be a list of {from, to, state} with from before to");
        else if (ReferenceEquals(field, Field.Intervals))
            (read, reason) = (Spans(json, "contacts", Number), "must be a list of {from, to, contacts} with from before to");
        else if (ReferenceEquals(field, Field.Criteria))
            (read, reason) = (Scores(json), "must be an object of numbers");
        else
            (read, reason) = (Texts(json), "must be a list of texts");
        return read;
    }

    private static JsonArray? Spans(JsonElement json, string name, Func<JsonElement, JsonValue?> value)
    {
        if (json.ValueKind != JsonValueKind.Array)
            return null;
        var spans = new JsonArray();
        foreach (var span in json.EnumerateArray())
        {
            if (span.ValueKind != JsonValueKind.Object || Instant(span, "from") is not { } from || Instant(span, "to") is not { } to
                || to <= from || !span.TryGetProperty(name, out var given) || value(given) is not { } known)
                return null;
            spans.Add((JsonNode)new JsonObject { ["from"] = from, ["to"] = to, [name] = known });
        }
        return spans;
    }

    private static long? Instant(JsonElement span, string name) =>
        span.TryGetProperty(name, out var value) ? Instants.Parse(FieldParser.PlainText(value)) : null;

    private static JsonObject? Scores(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        var scores = new JsonObject();
        foreach (var item in json.EnumerateObject())
        {
            if (Number(item.Value) is not { } number || item.Name.Length is 0 or > FieldParser.TextLimit || item.Name.Any(char.IsControl))
                return null;
            scores.Add(item.Name, number);
        }
        return scores;
    }

    private static JsonArray? Texts(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
            return null;
        var texts = json.EnumerateArray().Select(Text).ToList();
        return texts.Contains(null) ? null : new JsonArray([.. texts]);
    }

    private static JsonValue? Text(JsonElement json) => FieldParser.PlainText(json) is { Length: > 0 } text ? JsonValue.Create(text) : null;

    private static JsonValue? Number(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out decimal number) && Math.Abs(number) <= FieldParser.NumberLimit
            ? JsonValue.Create(number) : null;
}
