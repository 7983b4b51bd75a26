using System.Text.Json;
using Pulso.Events.Parsing;
using Pulso.Settings;

namespace Pulso.Functions.Vendors;

/// <summary>What a delivery comes to: canonical events, kinds that mean nothing to us, and what is wrong with it.</summary>
internal sealed class Translation(Source source)
{
    private const int TextLimit = 128;

    private readonly List<TranslatedEvent> events = [];
    private readonly List<string> ignored = [];
    private readonly List<Fault> faults = [];

    /// <summary>The source as the tenant's settings have it.</summary>
    public Source Source => source;

    public IReadOnlyList<TranslatedEvent> Events => events;

    /// <summary>Names of what was accepted and adds to no figure.</summary>
    public IReadOnlyList<string> Ignored => ignored;

    /// <summary>Why nothing of the delivery is accepted.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>Translates; what cannot be read at all is a fault.</summary>
    public static Translation Of(Source source, Action<Translation> translate)
    {
        var translation = new Translation(source);
        try
        {
            translate(translation);
        }
        catch (JsonException error)
        {
            translation.Refuse("body", $"is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine}");
        }
        catch (InvalidOperationException)
        {
            translation.Refuse("body", "holds text that is not Unicode");
        }
        return translation;
    }

    /// <summary>The key of something that the vendor numbers itself: other sources have the same numbers.</summary>
    public string? Own(string? id) => id is null ? null : $"{source.Name}/{id}";

    /// <summary>A canonical event.</summary>
    /// <param name="id">Made of the vendor's ids, so that its redelivery is the same event.</param>
    /// <param name="time">RFC 3339; null where it could not be read.</param>
    /// <param name="subject">The vendor's opaque id: it is stored in clear.</param>
    /// <param name="fields">The data; what is null or empty is left out.</param>
    public void Add(string type, string id, string? time, string? subject, params IEnumerable<(string Name, object? Value)> fields)
    {
        var data = new Dictionary<string, object>();
        foreach (var (name, value) in fields)
        {
            if ((value is string text && name != "comment" ? Plain(text) : value) is { } known) // a comment is cut where it is masked
                data[name] = name == "customer" ? CustomerKey.Of($"{known}") : known;
        }
        events.Add(new TranslatedEvent(source.Name, id, type, time, subject, JsonSerializer.SerializeToElement(data)));
    }

    /// <summary>Notes something that was sent and adds to no figure.</summary>
    /// <param name="kind">The vendor's name for its kind; nothing of its content.</param>
    public void Ignore(string? kind) =>
        ignored.Add(kind is { Length: > 0 and <= 64 } && kind.All(c => char.IsAsciiLetterOrDigit(c) || "._:- ".Contains(c)) ? kind : "(other)");

    public void Refuse(string field, string reason) => faults.Add(new Fault(0, null, field, reason));

    /// <summary>A text that must be there; null, and the delivery refused, when it is not.</summary>
    public string? Required(JsonElement json, params ReadOnlySpan<string> path)
    {
        string? text = json.Text(path);
        if (text is null)
            Refuse(string.Join('.', path!), "is required");
        return text;
    }

    // Names come as people wrote them: what the contract bounds is cut, and not a reason to refuse a delivery for ever.
    private static string? Plain(string text)
    {
        string plain = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        int length = Math.Min(plain.Length, TextLimit);
        return length == 0 ? null : plain[..(char.IsHighSurrogate(plain[length - 1]) ? length - 1 : length)];
    }
}
