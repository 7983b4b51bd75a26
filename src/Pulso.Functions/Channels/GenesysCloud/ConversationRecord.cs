using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.GenesysCloud;

/// <summary>The detail record of a conversation: its participants, their sessions, and the segments of these.</summary>
internal static class ConversationRecord
{
    // The wrap-up code of Genesys' own for a call of a campaign that the agent did not place.
    private const string Skipped = "ININ-OUTBOUND-PREVIEW-SKIPPED";

    public static void Add(JsonElement record, Translation into)
    {
        if (into.Required(record, "conversationId") is not { } conversation)
            return;
        var sessions = GenesysSession.Of(record);
        into.Add("contact.started", $"{conversation}/contact.started", record.Text("conversationStart"), conversation, Contact(record, sessions));
        foreach (var session in sessions.Where(session => session.Id is not null && session.Segments.Count > 0))
        {
            void Tell(string type, string? time, params (string, object?)[] data) => into.Add(type, $"{session.Id}/{type}", time, conversation, data);
            if (session.Purpose is "acd")
                Queue(session, sessions, Tell);
            else if (session.Purpose is "ivr")
                Menu(session, sessions, Tell);
            else if (session.Purpose is "agent")
                Agent(session, Tell);
        }
        if ((record.Text("conversationEnd") ?? LastEnd(sessions)) is { } end)
            into.Add("contact.closed", $"{conversation}/contact.closed", end, conversation);
    }

    private delegate void Teller(string type, string? time, params (string, object?)[] data);

    /// <summary>A wait: who leaves it by no transfer, and is taken by no agent, has given up.</summary>
    private static void Queue(GenesysSession session, IReadOnlyList<GenesysSession> all, Teller tell)
    {
        tell("contact.queued", session.Start, ("queue", session.Queue));
        bool taken = all.Any(other => other.Purpose is "agent" && other.Queue == session.Queue && other.Answered is not null);
        if (session.End is { } end && session.LastDisconnect is not ("transfer" or null) && !taken)
            tell("contact.abandoned", end);
    }

    private static void Menu(GenesysSession session, IReadOnlyList<GenesysSession> all, Teller tell)
    {
        tell("ivr.entered", session.Start);
        if (session.End is { } end)
            tell("ivr.left", end, ("to", all.Any(other => other.Purpose is "acd") ? "queue" : "hangup"));
    }

    private static void Agent(GenesysSession session, Teller tell)
    {
        if (session.Answered is not { } answered || session.WrapUp?.Code == Skipped)
            return; // it rang and nobody took it, or was looked at and not called
        tell("contact.answered", answered, ("agent", session.User), ("queue", session.Queue));
        if (session.End is { } end)
        {
            tell(
                "contact.handled", end, ("agent", session.User), ("queue", session.Queue),
                ("talk", session.Seconds("interact")), ("hold", session.Seconds("hold")), ("wrap", session.Seconds("wrapup")));
        }
        if (session.WrapUp is var (code, at))
            tell("contact.classified", at, ("reason", code));
    }

    private static (string, object?)[] Contact(JsonElement record, IReadOnlyList<GenesysSession> sessions)
    {
        var customer = sessions.FirstOrDefault(session => session.Purpose is "customer" or "external")
            ?? sessions.FirstOrDefault(session => session.Purpose is "acd") ?? (sessions is [var first, ..] ? first : null);
        bool outbound = record.Text("originatingDirection") is { } direction
            ? direction == "outbound"
            : customer?.Json.Text("outboundCampaignId") is not null || customer?.Json.Text("direction") is "outbound";
        return
        [
            ("channel", GenesysWebhook.ChannelOf(customer?.Json.Text("mediaType"), customer?.Json.Text("messageType"))),
            ("direction", outbound ? "outbound" : "inbound"),
            ("customer", GenesysWebhook.Phone(customer?.Json.Text(outbound ? "dnis" : "ani"))
                ?? GenesysWebhook.Phone(customer?.Json.List("callbackNumbers").Select(number => number.Text()).FirstOrDefault())
                ?? customer?.ExternalContact),
        ];
    }

    /// <summary>The last end of all segments, where none is still open: older records say no other end.</summary>
    private static string? LastEnd(IReadOnlyList<GenesysSession> sessions) =>
        sessions.Count > 0 && sessions.All(session => session.End is not null) ? sessions.Max(session => session.Left) : null;
}
