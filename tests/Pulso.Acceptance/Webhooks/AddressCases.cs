using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>Where it is sent, by which method, and as what.</summary>
internal static class AddressCases
{
    private static readonly string Good = Calls.Event("contact.started", "address", "2026-03-02T10:00:00Z");

    public static IEnumerable<Case> All =>
    [
        .. new[] { "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE" }
            .Select(method => new Case($"the method {method}", 405, () => Post.Signed(Good) with { Method = method })),
        .. new[]
        {
            "text/plain", "application/json", "application/xml", "application/cloudevents", "application/cloudevents+xml", "multipart/form-data",
            "application/cloudevents+json; charset=iso-8859-1", "application/cloudevents+json; charset=utf-16", "json", "",
        }.Select(type => new Case($"the content type '{type}'", 415, () => Post.Signed(Good, type))),
        new("no content type", 415, () => Post.Signed(Good).With("Content-Type")),
        new("a content type in capitals", 202, () => Post.Signed(Good, "APPLICATION/CLOUDEVENTS+JSON; Charset=UTF-8")),
        new("another type, too large and unsigned", 415, () => Post.Unsigned(new byte[2_097_152], "text/plain")),
        new("a path below", 404, () => Post.Signed(Good) with { Path = "events/more" }),
        new("a path beside", 404, () => Post.Signed(Good) with { Path = "event" }),
        new("a path that climbs to another tenant", 404, () => Post.Signed(Good) with { Path = "../nobody/events" }),
        new("a path in percent signs", 404, () => Post.Signed(Good) with { Path = "%65vents%2f" }),
    ];
}
