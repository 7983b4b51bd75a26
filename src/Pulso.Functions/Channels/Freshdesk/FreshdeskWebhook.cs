using System.Text.Json;
using System.Text.RegularExpressions;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Freshdesk;

/// <summary>Freshdesk's automation rules, which send what the administrator wrote into them (docs/vendors/freshdesk.md).</summary>
internal static partial class FreshdeskWebhook
{
    public static readonly Vendor Vendor = new("freshdesk", VendorKind.Channel, IsSigned, Translate);

    private const int TriggerLimit = 1_000;

    /// <summary>Freshdesk signs nothing: the rule sends the secret in a header.</summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) => Signing.IsGiven(delivery, secret);

    private static void Translate(Delivery delivery, Translation into)
    {
        if (delivery.Json().At("freshdesk_webhook") is not { } body)
        {
            into.Refuse("freshdesk_webhook", "is required");
            return;
        }
        if (into.Required(body, "ticket_id") is not { } ticket || into.Required(body, "triggered_event") is not { } triggered)
            return;
        var changes = Change().Matches(triggered[..Math.Min(triggered.Length, TriggerLimit)]);
        if (changes.Count == 0)
            into.Ignore("(other)");
        var happened = new FreshdeskEvent(body, into.Own(ticket)!, delivery.ReceivedAt);
        foreach (Match change in changes)
            FreshdeskTickets.Add(change.Groups["name"].Value, Value(change, "from"), Value(change, "to") ?? Value(change, "value"), happened, into);
    }

    private static string? Value(Match match, string group) => match.Groups[group] is { Success: true, Value.Length: > 0 } value ? value.Value : null;

    // It looks like JSON and is none: {status:{from:4,to:6}}, {note_type:public}.
    [GeneratedRegex(@"(?<name>[a-z_]+):(?:\{from:(?<from>[^,{}]*),to:(?<to>[^,{}]*)\}|(?<value>[^,{}]+))")]
    private static partial Regex Change();
}

/// <summary>One delivery of a rule.</summary>
/// <param name="ReceivedAt">Stands for the time where the rule tells none: Freshdesk itself never does.</param>
internal sealed record FreshdeskEvent(JsonElement Body, string Subject, DateTimeOffset ReceivedAt)
{
    /// <summary>The time that the rule was written to tell.</summary>
    private string? Told => VendorTime.OfSeconds(Body.Text("time")) ?? Body.Text("time");

    public string Time => Told ?? VendorTime.Text(ReceivedAt);

    /// <summary>Where no time is told, a change is known by itself alone: its redelivery is no second one, and neither is its repetition.</summary>
    public string Id(string what) => Told is null ? $"{Subject}/{what}" : $"{Subject}/{what}/{Told}";

    public string? Lower(string name) => Body.Text(name)?.ToLowerInvariant();
}
