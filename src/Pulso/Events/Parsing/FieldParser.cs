using System.Text.Json;

namespace Pulso.Events.Parsing;

/// <summary>Turns one JSON value into a field's value, or says why it cannot.</summary>
internal static class FieldParser
{
    public const int TextLimit = 128;
    private const int LongTextLimit = 1_000;
    private const int JsonLimit = 16_384;

    // A year: longer spans are a sender's mistake of unit.
    private const decimal SecondsLimit = 366 * 86_400m;
    public const decimal NumberLimit = 1_000_000_000_000m;

    /// <returns>The reason why the value is refused; null when <paramref name="value"/> is set.</returns>
    public static string? Parse(Field field, JsonElement json, string source, Pseudonyms pseudonyms, out FieldValue value)
    {
        value = default;
        switch (field.Kind)
        {
            case FieldKind.Seconds:
                return Scaled(field, json, 0, SecondsLimit, "a number of seconds from 0 to a year", out value);
            case FieldKind.Number:
                return Scaled(field, json, -NumberLimit, NumberLimit, "a number", out value);
            case FieldKind.Boolean:
                if (json.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                    return "must be true or false";
                value = new(field, json.GetBoolean() ? 1 : 0);
                return null;
            case FieldKind.Instant:
                return Instant(field, json, out value);
            case FieldKind.Json:
                return Structure(field, json, out value);
            default:
                return TextOf(field, json, source, pseudonyms, out value);
        }
    }

    /// <summary>A JSON string that is valid Unicode without control characters, or null.</summary>
    public static string? PlainText(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            string text = json.GetString()!;
            return text.Any(char.IsControl) ? null : text;
        }
        catch (InvalidOperationException)
        {
            return null; // an escaped lone surrogate: no Unicode text, so the caller refuses it
        }
    }

    private static string? Scaled(Field field, JsonElement json, decimal least, decimal most, string expected, out FieldValue value)
    {
        value = default;
        if (json.ValueKind != JsonValueKind.Number || !json.TryGetDecimal(out decimal number) || number < least || number > most)
            return $"must be {expected}";
        value = new(field, (long)Math.Round(number * 1000, MidpointRounding.ToEven));
        return null;
    }

    private static string? Instant(Field field, JsonElement json, out FieldValue value)
    {
        value = default;
        if (Instants.Parse(PlainText(json)) is not { } instant)
            return "must be an RFC 3339 instant with its offset";
        value = new(field, instant);
        return null;
    }

    private static string? Structure(Field field, JsonElement json, out FieldValue value)
    {
        value = default;
        if (Structures.Read(field, json, out string reason) is not { } known)
            return reason;
        string text = known.ToJsonString();
        if (text.Length > JsonLimit)
            return $"must not be longer than {JsonLimit} characters";
        value = new(field, text);
        return null;
    }

    private static string? TextOf(Field field, JsonElement json, string source, Pseudonyms pseudonyms, out FieldValue value)
    {
        value = default;
        string? text = json.ValueKind == JsonValueKind.Number && field.Kind == FieldKind.Key ? json.GetRawText() : PlainText(json);
        if (text is null)
            return "must be text without control characters";
        text = text.Trim();
        int limit = field.Kind == FieldKind.LongText ? LongTextLimit : TextLimit;
        if (text.Length == 0 || text.Length > limit)
            return $"must have 1 to {limit} characters";
        if (field.Kind == FieldKind.Word && !field.Words.Contains(text))
            return $"must be one of {string.Join(", ", field.Words)}";
        if (ReferenceEquals(field, Field.Channel) && !IsWord(text))
            return "must be a lower-case word";
        value = new(field, field.Kind switch
        {
            FieldKind.Pseudonym => pseudonyms.For(text),
            FieldKind.Hash => EventId.Text(EventId.Of(source, text)),
            _ => text,
        });
        return null;
    }

    private static bool IsWord(string text) => text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_');
}
