using System.Text.Json;

namespace Pulso.Events.Parsing;

/// <summary>Where the attributes of an event stand: in its JSON object, or in the headers of binary mode.</summary>
internal interface IAttributes
{
    JsonElement? Data { get; }

    bool Has(string name);

    string? Text(string name);
}

internal sealed class JsonAttributes(JsonElement json) : IAttributes
{
    public JsonElement? Data => Property("data");

    public bool Has(string name) => Property(name) is { ValueKind: not JsonValueKind.Null };

    public string? Text(string name) => Property(name) is { } value ? FieldParser.PlainText(value) : null;

    private JsonElement? Property(string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
}

/// <summary>Attributes of binary mode: percent-encoded headers (CloudEvents HTTP binding, section 3.1.3.2).</summary>
internal sealed class HeaderAttributes(Func<string, string?> header, JsonElement data) : IAttributes
{
    public JsonElement? Data => data;

    public bool Has(string name) => header($"ce-{name}") is not null;

    public string? Text(string name)
    {
        string? text = header($"ce-{name}");
        if (text is null)
            return null;
        text = Uri.UnescapeDataString(text);
        return text.Any(char.IsControl) ? null : text;
    }
}
