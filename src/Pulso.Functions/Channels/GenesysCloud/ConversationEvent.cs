using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.GenesysCloud;

/// <summary>An event of the topics <c>v2.detail.events.conversation.{id}.…</c>.</summary>
internal static class ConversationEvent
{
    public static void Add(string topic, JsonElement happened, Translation into)
    {
        string kind = Kind(topic);
        if (!topic.StartsWith("v2.detail.events.conversation.", StringComparison.Ordinal))
            into.Ignore(kind);
        else if (into.Required(happened, "conversationId") is { } conversation)
            Add(kind, conversation, happened, into);
    }

    private static void Add(string kind, string conversation, JsonElement happened, Translation into)
    {
        string session = happened.Text("sessionId") ?? happened.Text("participantId") ?? conversation;
        switch (kind)
        {
            case "customer.start":
                Tell("contact.started", Contact(happened));
                break;
            case "customer.end":
                Tell("contact.closed");
                break;
            case "acd.start":
                Tell("contact.queued", [.. Contact(happened), ("queue", happened.Text("queueId"))]);
                break;
            case "acd.end" when happened.Text("acdOutcome") is "ABANDON":
                Tell("contact.abandoned");
                break;
            case "acd.end" when happened.Text("acdOutcome") is "ANSWERED":
                Tell("contact.answered", ("agent", happened.Text("answeredUserId")));
                break;
            case "user.end" when happened.Number("interactingDurationMs") is { } talk:
                Tell(
                    "contact.handled",
                    ("agent", happened.Text("userId")), ("queue", happened.Text("queueId")),
                    ("talk", talk / 1_000), ("hold", (happened.Number("heldDurationMs") ?? 0) / 1_000));
                break;
            case "acw" or "wrapup" when happened.Text("wrapupCode") is { } code:
                Tell("contact.classified", ("reason", code));
                break;
            default:
                into.Ignore(kind);
                break;
        }

        void Tell(string type, params (string, object?)[] data) =>
            into.Add(type, $"{session}/{type}", VendorTime.OfMilliseconds(happened.Text("eventTime")), conversation, data);
    }

    private static (string, object?)[] Contact(JsonElement happened)
    {
        bool outbound = happened.Text("direction") is "OUTBOUND";
        return
        [
            ("channel", GenesysWebhook.ChannelOf(happened.Text("mediaType"), happened.Text("messageType"))),
            ("direction", outbound ? "outbound" : "inbound"),
            ("customer", GenesysWebhook.Phone(happened.Text(outbound ? "dnis" : "ani")) ?? happened.Text("externalContactId")),
        ];
    }

    /// <summary>What a topic ends with: <c>acd.start</c> of <c>v2.detail.events.conversation.{id}.acd.start</c>.</summary>
    private static string Kind(string topic) => string.Join('.', topic.Split('.').Skip(5)) is { Length: > 0 } kind ? kind : topic;
}
