using System.Text.Json;

namespace Pulso.Events.Parsing;

/// <summary>A canonical event that was made here from what a vendor sent; it is checked like one that came as such.</summary>
/// <param name="Source">The source's name in the tenant's settings.</param>
/// <param name="Time">RFC 3339; null where the vendor gave no instant that could be read.</param>
public sealed record TranslatedEvent(string Source, string Id, string Type, string? Time, string? Subject, JsonElement Fields) : IAttributes
{
    JsonElement? IAttributes.Data => Fields;

    bool IAttributes.Has(string name) => Attribute(name) is not null;

    string? IAttributes.Text(string name) => Attribute(name) is { } text && !text.Any(char.IsControl) ? text : null;

    private string? Attribute(string name) => name switch
    {
        "specversion" => "1.0",
        "id" => Id,
        "source" => Source,
        "type" => Type,
        "time" => Time,
        "subject" => Subject,
        _ => null,
    };
}
