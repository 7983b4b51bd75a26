using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Twilio;

/// <summary>The fields of one of Twilio's events, by their names in a callback: other deliveries have the same in snake case.</summary>
internal sealed partial class TwilioFields
{
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    private TwilioFields(IEnumerable<(string Name, string? Value)> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (!string.IsNullOrEmpty(value))
                values.TryAdd(name.Replace("_", "", StringComparison.Ordinal), value);
        }
    }

    /// <summary>A field; null if it is missing or empty.</summary>
    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>When it happened, as RFC 3339.</summary>
    public string? Time => VendorTime.OfMilliseconds(this["TimestampMs"]) ?? VendorTime.OfSeconds(this["Timestamp"]) ?? Rfc2822(this["Timestamp"])
        ?? this["Timestamp"];

    /// <summary>True for JSON that has an event's fields at its top: a record of the REST API, or a callback that somebody has written down.</summary>
    public bool IsRecord { get; private init; }

    /// <summary>The events of a delivery: a form is one, JSON is of Event Streams.</summary>
    public static IEnumerable<TwilioFields> Of(Delivery delivery)
    {
        if (delivery.IsForm)
            return [new TwilioFields(delivery.Form().Select(field => (field.Name, (string?)field.Value)))];
        var body = delivery.Json();
        return body.ValueKind == JsonValueKind.Array ? body.EnumerateArray().Select(Of) : [Of(body)];
    }

    /// <summary>A JSON object that lies in a field as text; an empty one if there is none.</summary>
    public JsonElement Json(string name)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(this[name] ?? "{}");
        }
        catch (JsonException)
        {
            return default; // the customer's own attributes: they may be anything
        }
    }

    private static TwilioFields Of(JsonElement json) =>
        json.At("data", "payload") is { } payload
            ? new TwilioFields(Properties(payload).Concat(Properties(json)))
            : new TwilioFields(Properties(json)) is var fields && (fields["EventType"] ?? fields["CallSid"]) is not null
                ? new TwilioFields([]) { IsRecord = true }
                : fields;

    private static IEnumerable<(string, string?)> Properties(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } fields ? fields.EnumerateObject().Select(field => (field.Name, field.Value.Text())) : [];

    // The weekday says nothing that the date does not, and is not always spelt as the format has it.
    private static string? Rfc2822(string? text) =>
        text is not null && Shape().Match(text) is { Success: true } shape
        && DateTimeOffset.TryParseExact(
            $"{shape.Groups["day"].Value} {shape.Groups["month"].Value} {shape.Groups["rest"].Value}",
            "d MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? VendorTime.Text(instant)
            : null;

    [GeneratedRegex(@"^(?:[A-Za-z]+,\s*)?(?<day>[0-9]{1,2}) (?<month>[A-Za-z]{3})[A-Za-z]* (?<rest>[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4})\z")]
    private static partial Regex Shape();
}
