using System.Buffers.Text;
using System.Text.Json.Nodes;
using Pulso.Tests.Scenarios;

namespace Pulso.Chaos.Streams;

/// <summary>Contacts that are made to be trouble, and the kinds of events that no generated contact has.</summary>
internal static class Specials
{
    private const int Days = 120;
    private const int ThemesOf = 16_000;
    private static readonly long FromMs = At.Utc("2026-03-26T20:00:00Z");

    /// <summary>A contact that turns out to be another customer's again and again.</summary>
    public static IEnumerable<string> Wanderer(string name) =>
    [
        Line("contact.started", name, 0, ("channel", "voice"), ("customer", "ann"), ("queue", "north")),
        .. Enumerable.Range(1, 9).Select(i => Line("contact.classified", name, i * At.Minute, ("customer", i % 2 == 0 ? "ann" : "ben"))),
        Line("contact.resolved", name, 10 * At.Minute),
    ];

    /// <summary>A contact handled on so many days that another reason changes more rows than a transaction has. The reason comes last.</summary>
    public static IEnumerable<string> Long(string name) =>
    [
        Line("contact.started", name, 0, ("channel", "email"), ("customer", "eve"), ("reason", "line")),
        .. Enumerable.Range(0, Days).Select(day => Line("contact.handled", name, day * At.Day, ("agent", "kim"), ("talk", 60))),
        Line("contact.classified", name, Days * At.Day, ("reason", "bill")),
    ];

    /// <summary>A contact whose row has so many times 16 KB; the events say nothing that counts.</summary>
    public static IEnumerable<string> Heavy(string name, int events) =>
    [
        Line("contact.started", name, 0, ("channel", "chat"), ("queue", "east")),
        .. Enumerable.Range(1, events).Select(i => Line(
            "survey.followed-up", name, i, ("survey", "after"), ("themes", new JsonArray(Noise(i))))),
    ];

    /// <summary>A text that nothing makes shorter.</summary>
    private static string Noise(int seed)
    {
        byte[] bytes = new byte[ThemesOf];
        new Random(seed).NextBytes(bytes);
        return Base64Url.EncodeToString(bytes)[..ThemesOf];
    }

    /// <summary>A short call.</summary>
    public static IEnumerable<string> Call(string name) =>
    [
        Line("contact.started", name, 0, ("channel", "voice"), ("customer", "fay"), ("queue", "south")),
        Line("contact.queued", name, At.Second),
        Line("contact.answered", name, 9 * At.Second, ("agent", "lee")),
        Line("contact.closed", name, At.Minute),
    ];

    /// <summary>One event of each kind that is no contact's.</summary>
    public static IEnumerable<string> Others()
    {
        JsonArray Spans(string name, JsonNode value) =>
            [new JsonObject { ["from"] = "2026-03-27T08:00:00Z", ["to"] = "2026-03-27T09:00:00Z", [name] = value }];
        yield return Line("agent.state", null, 0, ("agent", "kim"), ("state", "available"));
        yield return Line("agent.profiled", null, 1, ("agent", "kim"), ("team", "blue"), ("skills", new JsonArray("voice")));
        yield return Line("agent.scheduled", null, 2, ("agent", "kim"), ("shifts", Spans("state", "available")));
        yield return Line("sale.recorded", null, 3, ("customer", "ann"), ("amount", 12), ("currency", "USD"));
        yield return Line("customer.retained", null, 4, ("customer", "ann"));
        yield return Line("customer.churned", null, 5, ("customer", "ben"));
        yield return Line("revenue.recorded", null, 6, ("customer", "ann"), ("amount", 7.5), ("currency", "USD"));
        yield return Line(
            "cost.recorded", null, 7, ("channel", "voice"), ("from", "2026-03-27T00:00:00Z"), ("to", "2026-03-28T00:00:00Z"), ("staff", 900));
        yield return Line("forecast.published", null, 8, ("channel", "voice"), ("intervals", Spans("contacts", 12)));
        yield return Line("consent.given", null, 9, ("customer", "ann"), ("channel", "email"));
        yield return Line("consent.withdrawn", null, 10, ("customer", "ann"), ("channel", "email"));
        yield return Line("issue.prevented", null, 11, ("channel", "voice"), ("reason", "line"));
        yield return Line("annotation.added", null, 12, ("text", "storm"), ("kind", "incident"));
        yield return Line("weather.changed", null, 13);
    }

    private static string Line(string type, string? subject, long afterMs, params (string Name, JsonNode Value)[] data) => CanonicalJson.Line(
        type, $"{subject}/{type}/{afterMs}", subject, FromMs + afterMs, new JsonObject(data.Select(item => KeyValuePair.Create(item.Name, (JsonNode?)item.Value))));
}
