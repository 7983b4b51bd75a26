using System.Text.Json.Nodes;
using Pulso.Acceptance.Running;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>Deliveries that nobody means well: pieces, other types, depth, size. Each is taken or refused as a whole, and nothing throws.</summary>
public sealed class FuzzTests
{
    private static readonly Pseudonyms Pseudonyms = Pseudonyms.Of(new byte[32], "acme");

    private static readonly Func<JsonNode?>[] Values =
    [
        () => null, () => JsonValue.Create(""), () => JsonValue.Create("x"), () => JsonValue.Create(-1), () => JsonValue.Create(1e300), () => JsonValue.Create(true),
        () => new JsonArray(), () => new JsonObject(), () => new JsonArray(1, "2", new JsonObject()), () => JsonValue.Create(new string('9', 100_000)),
        () => Nested(60), () => JsonValue.Create("\u0000\ud83d"),
    ];

    public static TheoryData<string> Payloads => GoldenTests.Payloads;

    [SharedTheory]
    [MemberData(nameof(Payloads))]
    public void What_is_cut_off_anywhere_is_taken_or_refused(string payload)
    {
        var whole = Deliveries.Shared(payload);
        int step = Math.Max(1, whole.Body.Length / 400);
        for (int length = 0; length < whole.Body.Length; length += step)
            IsWhole(payload, whole with { Body = whole.Body[..length] });
    }

    [SharedTheory]
    [MemberData(nameof(Payloads))]
    public void What_has_another_type_somewhere_is_taken_or_refused(string payload)
    {
        var whole = Deliveries.Shared(payload);
        if (whole.IsForm)
            return; // a form has one type
        int places = Places(JsonNode.Parse(whole.Body)).Count;
        for (int place = 0; place < places; place++)
        {
            foreach (var value in Values)
            {
                var json = JsonNode.Parse(whole.Body)!;
                Places(json)[place](value());
                IsWhole(payload, whole with { Body = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()) });
            }
        }
    }

    [SharedTheory]
    [MemberData(nameof(Payloads))]
    public void What_is_deep_or_long_is_taken_or_refused(string payload)
    {
        var whole = Deliveries.Shared(payload);
        string[] bodies =
        [
            new string('[', 100_000), string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), $"[{string.Join(',', Enumerable.Repeat("0", 500_000))}]", "", "null", "0", "\"", "[]", "{}",
            new string('&', 100_000), string.Concat(Enumerable.Repeat("a=b&", 100_000)), "\ud800",
        ];
        foreach (string body in bodies)
            IsWhole(payload, whole with { Body = System.Text.Encoding.UTF8.GetBytes(body) });
    }

    /// <summary>Either every event of it is well formed, or it is refused with a reason.</summary>
    private static void IsWhole(string payload, Delivery delivery)
    {
        var translation = delivery.Translated(new Source("desk", GoldenTests.VendorOf(payload), ["secret"]) { Queue = "support" });
        if (translation.Faults.Count > 0)
            return;
        var parsed = EventParser.Translated(translation.Events, Pseudonyms);
        Assert.True(parsed.Faults.Count > 0 ? parsed.Events.Count < translation.Events.Count : parsed.Events.Count == translation.Events.Count);
    }

    /// <summary>Setters of every value in a document, the outermost one apart.</summary>
    private static List<Action<JsonNode?>> Places(JsonNode? node)
    {
        var places = new List<Action<JsonNode?>>();
        if (node is JsonObject map)
        {
            foreach (var (name, value) in map.ToList())
            {
                places.Add(other => map[name] = other);
                places.AddRange(Places(value));
            }
        }
        else if (node is JsonArray list)
        {
            for (int i = 0; i < Math.Min(list.Count, 3); i++)
            {
                int at = i;
                places.Add(other => list[at] = other);
                places.AddRange(Places(list[i]));
            }
        }
        return places;
    }

    private static JsonNode Nested(int depth)
    {
        JsonNode node = new JsonObject();
        for (; depth > 0; depth--)
            node = new JsonArray(node);
        return node;
    }
}
