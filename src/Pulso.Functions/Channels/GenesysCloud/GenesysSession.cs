using System.Globalization;
using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.GenesysCloud;

/// <summary>One session of a participant. All instants are texts of one form, which order as the instants do.</summary>
/// <param name="Purpose"><c>customer</c>, <c>ivr</c>, <c>acd</c>, <c>agent</c> …</param>
/// <param name="User">The agent's id.</param>
internal sealed record GenesysSession(string? Purpose, string? User, string? ExternalContact, JsonElement Json)
{
    public string? Id => Json.Text("sessionId");

    /// <summary>The segments, in the order of their starts.</summary>
    public IReadOnlyList<JsonElement> Segments { get; } =
    [
        .. Json.List("segments").Where(segment => segment.Text("segmentStart") is not null)
            .OrderBy(segment => segment.Text("segmentStart"), StringComparer.Ordinal),
    ];

    public string? Start => Segments.Count == 0 ? null : Segments[0].Text("segmentStart");

    /// <summary>The end of its last segment; null while one is open.</summary>
    public string? End => IsOver ? Segments.Max(segment => segment.Text("segmentEnd")) : null;

    /// <summary>The end of its part in the conversation, which the agent's wrap-up is not; null while it takes part.</summary>
    public string? Left => IsOver ? OfType("wrapup", false).Max(segment => segment.Text("segmentEnd")) : null;

    public string? Queue => Segments.Select(segment => segment.Text("queueId")).FirstOrDefault(id => id is not null);

    public string? LastDisconnect => Segments.Select(segment => segment.Text("disconnectType")).LastOrDefault(type => type is not null);

    /// <summary>When it was taken; null where it only rang.</summary>
    public string? Answered => OfType("interact").Select(segment => segment.Text("segmentStart")).FirstOrDefault();

    /// <summary>The wrap-up code and its instant.</summary>
    public (string Code, string? Time)? WrapUp =>
        Segments.LastOrDefault(segment => segment.Text("wrapUpCode") is not null) is { ValueKind: JsonValueKind.Object } segment
            ? (segment.Text("wrapUpCode")!, segment.Text("segmentEnd") ?? segment.Text("segmentStart"))
            : null;

    private bool IsOver => Segments.Count > 0 && Segments.All(segment => segment.Text("segmentEnd") is not null);

    public static IReadOnlyList<GenesysSession> Of(JsonElement record) =>
    [
        .. record.List("participants").SelectMany(who => who.List("sessions").Select(session =>
            new GenesysSession(who.Text("purpose"), who.Text("userId"), who.Text("externalContactId"), session))),
    ];

    /// <summary>The length of all its segments of a type.</summary>
    public decimal Seconds(string type) => OfType(type).Sum(Seconds);

    private IEnumerable<JsonElement> OfType(string type, bool holds = true) =>
        Segments.Where(segment => segment.Text("segmentType") == type == holds);

    private static decimal Seconds(JsonElement segment) =>
        DateTimeOffset.TryParse(segment.Text("segmentStart"), CultureInfo.InvariantCulture, out var start)
        && DateTimeOffset.TryParse(segment.Text("segmentEnd"), CultureInfo.InvariantCulture, out var end) && end > start
            ? (decimal)(end - start).TotalMilliseconds / 1_000
            : 0;
}
