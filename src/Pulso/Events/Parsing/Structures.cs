using System.Text.Json;

namespace Pulso.Events.Parsing;

/// <summary>Checks the fields that hold lists: shifts, intervals, themes, skills and criteria.</summary>
internal static class Structures
{
    public static string? Check(Field field, JsonElement json)
    {
        if (ReferenceEquals(field, Field.Shifts))
            return Spans(json, "state", JsonValueKind.String);
        if (ReferenceEquals(field, Field.Intervals))
            return Spans(json, "contacts", JsonValueKind.Number);
        return ReferenceEquals(field, Field.Criteria) ? Scores(json) : Texts(json);
    }

    private static string? Spans(JsonElement json, string name, JsonValueKind kind)
    {
        if (json.ValueKind != JsonValueKind.Array)
            return "must be a list";
        foreach (var span in json.EnumerateArray())
        {
            if (span.ValueKind != JsonValueKind.Object || Instant(span, "from") is not { } from || Instant(span, "to") is not { } to
                || to <= from || !span.TryGetProperty(name, out var value) || value.ValueKind != kind)
                return $"must be a list of {{from, to, {name}}} with from before to";
        }
        return null;
    }

    private static long? Instant(JsonElement span, string name) =>
        span.TryGetProperty(name, out var value) ? Instants.Parse(FieldParser.PlainText(value)) : null;

    private static string? Scores(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.EnumerateObject().All(item => item.Value.ValueKind == JsonValueKind.Number)
            ? null
            : "must be an object of numbers";

    private static string? Texts(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(item => FieldParser.PlainText(item) is { Length: > 0 })
            ? null
            : "must be a list of texts";
}
