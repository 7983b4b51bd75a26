using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>What is sent: JSON at its edges, and events that make sense or do not.</summary>
internal static class BodyCases
{
    private static readonly string Good = Calls.Event("contact.started", "body", "2026-03-02T10:00:00Z", "\"channel\":\"voice\",\"queue\":\"sales\"");

    public static IEnumerable<Case> All =>
    [
        .. Json.Select(item => new Case(item.Name, item.Status, () => Post.Signed(item.Body))),
        .. Times.Select(item => new Case($"the time {item.Time}", item.Status, () => Post.Signed(Changed("2026-03-02T10:00:00Z", item.Time)))),
        .. Batches.Select(item => new Case(item.Name, item.Status, () => Post.Signed(item.Body, Signed.BatchType))),
        new("bytes that are no UTF-8", 400, () => Post.Signed([.. System.Text.Encoding.UTF8.GetBytes(Good[..^3]), 0xff, 0xfe])),
        new("a raw NUL", 400, () => Post.Signed(Changed("sales", "sa\0les"))),
    ];

    private static IEnumerable<(string Name, int Status, string Body)> Json =>
    [
        ("nothing at all", 400, ""),
        ("no JSON", 400, "{"),
        ("no object", 400, "[1]"),
        ("two documents", 400, Good + Good),
        ("deeper than sixteen levels", 400, Data($"\"deep\":{new string('[', 17)}{new string(']', 17)}")),
        ("a hundred thousand levels deep", 400, new string('[', 100_000)),
        ("half a million elements in a field that is dropped", 202, Data($"\"long\":[{string.Join(',', Enumerable.Repeat('0', 500_000))}]")),
        ("an attribute twice", 400, Changed("\"data\":", "\"id\":\"2\",\"data\":")),
        ("a field twice", 400, Data("\"queue\":\"a\",\"queue\":\"b\"")),
        ("NaN", 400, Handled("NaN")),
        ("Infinity", 400, Handled("-Infinity")),
        ("1e400", 400, Handled("1e400")),
        ("1e-400", 202, Handled("1e-400")),
        ("a negative duration", 400, Handled("-1")),
        ("a lone surrogate", 400, Changed("\"body\"", "\"\\ud800\"")),
        ("a lone surrogate in a field", 400, Changed("sales", "\\udfff")),
        ("a lone surrogate in the name of a field", 400, Data("\"\\ud800\":1")),
        ("an escaped NUL in the subject", 400, Changed("\"body\"", "\"bo\\u0000dy\"")),
        ("an escaped NUL in a key", 400, Changed("sales", "sa\\u0000les")),
        ("keys of the characters that no row key may hold", 202, Changed("sales", "a/b\\\\c#d?e%f'g")),
        ("a subject of the characters that no row key may hold", 202, Changed("\"body\"", "\"/ \\\\ # ? % ' ~\"")),
        ("an event without its time", 400, Changed("\"time\"", "\"when\"")),
        ("an event of another version", 400, Changed("\"1.0\"", "\"0.3\"")),
        ("data that is no object", 400, Changed("\"data\":{", "\"data\":[{").Replace("}}", "}]}", StringComparison.Ordinal)),
    ];

    private static IEnumerable<(string Time, int Status)> Times =>
    [
        ("1970-01-01T00:00:00Z", 202), ("1969-12-31T23:59:59Z", 400), ("0001-01-01T00:00:00Z", 400),
        ("2199-12-31T23:59:59.999Z", 202), ("2200-01-01T00:00:00Z", 400), ("9999-12-31T23:59:59Z", 400), ("292278994-08-17T07:12:55Z", 400),
        // Local times that clocks skipped: with an offset each is an instant like any other.
        ("2026-03-27T02:30:00+02:00", 202), ("2026-03-29T02:30:00+01:00", 202),
        ("2026-03-02T10:00:00", 400), ("2026-03-02T10:00:60Z", 400), ("2026-03-02T24:00:00Z", 400), ("2026-02-30T10:00:00Z", 400),
        ("2026-03-02T10:00:00+25:00", 400), ("2026-03-02 10:00:00Z", 400), ("1772442000", 400),
    ];

    private static IEnumerable<(string Name, int Status, string Body)> Batches =>
    [
        ("no array where a batch is said", 400, Good),
        ("an empty batch", 202, "[]"),
        ("a thousand events", 202, $"[{string.Join(',', Enumerable.Repeat(Good, 1_000))}]"),
        ("a thousand and one events", 400, $"[{string.Join(',', Enumerable.Repeat(Good, 1_001))}]"),
        ("half a million elements where events belong", 400, $"[{string.Join(',', Enumerable.Repeat('0', 500_000))}]"),
        ("one wrong event among right ones", 400, $"[{Good},{Handled("-1")}]"),
    ];

    private static string Changed(string what, string by) => Good.Replace(what, by, StringComparison.Ordinal);

    private static string Data(string fields) => Calls.Event("contact.started", "body", "2026-03-02T10:00:00Z", fields);

    private static string Handled(string talk) => Calls.Event("contact.handled", "body", "2026-03-02T10:00:00Z", $"\"talk\":{talk}");
}
