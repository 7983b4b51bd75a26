using Pulso.Events;
using Pulso.Events.Parsing;

namespace Pulso.Tests.Events.Parsing;

/// <summary>Canonical events as senders write them.</summary>
internal static class Canonical
{
    public static readonly Pseudonyms Pseudonyms = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    /// <summary>A whole event; <paramref name="more"/> replaces attributes, or takes them away with null.</summary>
    public static string Event(string type, string data = "{}", params (string Name, string? Json)[] more)
    {
        var attributes = new Dictionary<string, string?>
        {
            ["specversion"] = "\"1.0\"",
            ["id"] = "\"e-1\"",
            ["source"] = "\"/bank/pbx\"",
            ["type"] = $"\"{type}\"",
            ["time"] = "\"2026-03-02T09:00:00Z\"",
            ["subject"] = "\"call-1\"",
            ["data"] = data,
        };
        foreach (var (name, json) in more)
            attributes[name] = json;
        return $"{{{string.Join(',', attributes.Where(item => item.Value is not null).Select(item => $"\"{item.Key}\":{item.Value}"))}}}";
    }

    public static ParsedRequest Read(string json) => EventParser.Structured(System.Text.Encoding.UTF8.GetBytes(json), Pseudonyms);

    public static ParsedRequest ReadAll(params IEnumerable<string> events) =>
        EventParser.Batch(System.Text.Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]"), Pseudonyms);

    /// <summary>The event of a request that must be accepted.</summary>
    public static Event Accepted(string json)
    {
        var request = Read(json);
        Assert.Empty(request.Faults);
        return Assert.Single(request.Events).Event;
    }

    /// <summary>The one field at fault of a request that must be refused.</summary>
    public static string Refused(string json)
    {
        var request = Read(json);
        Assert.Empty(request.Events);
        return Assert.Single(request.Faults.Select(fault => fault.Field).Distinct());
    }
}
