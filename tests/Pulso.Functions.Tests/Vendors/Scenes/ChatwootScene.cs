using Pulso.Functions.Vendors;
using Pulso.Measures;
using static Pulso.Functions.Tests.Vendors.Scenes.Scene;

namespace Pulso.Functions.Tests.Vendors.Scenes;

internal static class ChatwootScene
{
    /// <summary>A bot begins, hands over, and a person resolves.</summary>
    public static readonly Scene Conversation = Of(
        "chatwoot",
        [
            (Counter.Contacts, 1), (Counter.MessagesIn, 1), (Counter.MessagesBot, 1), (Counter.MessagesAgent, 1), (Counter.BotEngaged, 1), (Counter.HandedOver, 1),
            (Counter.FirstReplyAnyMs, 4_000), (Counter.FirstReplyHandoverMs, 29_750), (Counter.Resolved, 1), (Counter.ResolutionMs, 200_250), (Counter.CustomerKnown, 1),
        ],
        Event("conversation_created", $$"""{{Fields}},"status":"pending","created_at":{{Seconds(0)}}"""),
        Message(1, 1, "incoming", """{"id":9,"name":"N"}"""),
        Message(2, 4, "outgoing", """{"id":3,"name":"Bot","type":"agent_bot"}"""),
        Status("pending", "open", 20),
        Message(3, 50, "outgoing", """{"id":7,"name":"N","email":"n@example.com","type":"user"}"""),
        Message(4, 51, "outgoing", """{"id":7,"name":"N","type":"user"}""", ""","private":true"""),
        Message(5, 52, "activity", "null"),
        Message(6, 53, "template", "null"),
        Status("open", "snoozed", 60),
        Status("snoozed", "open", 100),
        Status("open", "resolved", 200),
        Event("conversation_typing_on", Fields));

    private const string Fields = """ "id":12,"inbox_id":5,"channel":"Channel::WebWidget","meta":{"sender":{"id":9,"name":"N","email":"n@example.com"},"assignee":{"id":7}} """;

    private static Delivery Event(string name, string more) => Vendors.Deliveries.Json($$"""{"event":"{{name}}",{{more}} }""");

    private static Delivery Status(string before, string after, int at) => Event(
        "conversation_status_changed",
        $$"""{{Fields}},"status":"{{after}}","updated_at":{{Seconds(at)}}.25,"changed_attributes":[{"status":{"previous_value":"{{before}}","current_value":"{{after}}"} }]""");

    private static Delivery Message(int id, int after, string type, string sender, string more = "") => Event(
        "message_created",
        $$"""
        "id":{{id}},"content":"…","message_type":"{{type}}","created_at":"{{Instant(after)}}","sender":{{sender}},"inbox":{"id":5},"conversation":{ {{Fields}} }{{more}}
        """);
}
