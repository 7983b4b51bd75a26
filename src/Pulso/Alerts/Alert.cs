using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pulso.Events;
using Pulso.Timelines.Threads;

namespace Pulso.Alerts;

/// <summary>Something that somebody should look at, as it was when it was raised: it never changes.</summary>
/// <param name="AtMs">The instant that it lies at, such as a clock's due; not the one at which it was found.</param>
/// <param name="Of">What tells it from others of its kind and instant: a contact and its clock, a goal, a rule and its group.</param>
public sealed record Alert(AlertKind Kind, long AtMs, string Of)
{
    private const int HashLength = 22;
    private const char Separator = '\0';

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>The contact's id.</summary>
    public string? Contact { get; init; }

    /// <summary>The ids of the contacts that are too many, the last ones in their order; null for alerts of other rules.</summary>
    public IReadOnlyList<string>? Contacts { get; init; }

    /// <summary>The customer's pseudonym.</summary>
    public string? Customer { get; init; }

    public string? Channel { get; init; }

    public string? Queue { get; init; }

    public string? Reason { get; init; }

    public string? Priority { get; init; }

    /// <summary>The SLA clock.</summary>
    public string? Clock { get; init; }

    /// <summary>The full id of a KPI.</summary>
    public string? Kpi { get; init; }

    /// <summary>What the figure, or the count, was; in its unit.</summary>
    public double? Value { get; init; }

    /// <summary>What it should be, in the same unit: the target, or the usual value.</summary>
    public double? Expected { get; init; }

    /// <summary>The name of the rule.</summary>
    public string? Rule { get; init; }

    /// <summary>What is to be done.</summary>
    public string? Action { get; init; }

    /// <summary>Whose it is, by the settings.</summary>
    public string? Owner { get; init; }

    /// <summary>The sending system.</summary>
    public string? Source { get; init; }

    /// <summary>The alert as it is where pseudonyms have others in their place: what would be told of them.</summary>
    internal Alert Rename(Func<string, string> rename)
    {
        string? customer = Customer is null ? null : rename(Customer);
        string? contact = Contact is null ? null : ContactAs(Contact);
        var contacts = Contacts?.Select(ContactAs).ToList();
        var of = Of.Split(Separator).Select(part => part == Customer ? customer : part == Contact ? contact : part);
        return this with
        {
            Customer = customer,
            Contact = contact,
            Contacts = contacts is not null && contacts.SequenceEqual(Contacts!) ? Contacts : contacts,
            Of = string.Join(Separator, of),
        };

        string ContactAs(string id) => ThreadSubject.Read(id) is { } named ? ThreadSubject.ContactOf(rename(named.Thread), named.InstantMs).Name : id;
    }

    /// <summary>The same for the same alert, whoever raises it and however often; sorts by instant.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{AtMs:D13}-{EventId.Text(EventId.Hash($"{AlertKindName.Of(Kind)}\0{AtMs}\0{Of}"))}");

    /// <summary>The instant in an id; null for what is no id.</summary>
    public static long? InstantOf(string id) =>
        id.Length == 13 + 1 + HashLength && id[13] == '-' && long.TryParse(id.AsSpan(0, 13), NumberStyles.None, CultureInfo.InvariantCulture, out long atMs)
            && id.Skip(14).All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? atMs : null;

    public string Encode() => JsonSerializer.Serialize(this, Json);

    public static Alert Decode(string text) => JsonSerializer.Deserialize<Alert>(text, Json)!;
}
