using Pulso.Functions.Vendors;
using Pulso.Measures;
using static Pulso.Functions.Tests.Vendors.Scenes.Scene;

namespace Pulso.Functions.Tests.Vendors.Scenes;

internal static class IntercomScene
{
    /// <summary>Fin answers, then a person, who snoozes and closes; the customer rates it 4.</summary>
    public static readonly Scene Conversation = Of(
        "intercom",
        [
            (Counter.Contacts, 1), (Counter.MessagesIn, 2), (Counter.MessagesBot, 1), (Counter.MessagesAgent, 1), (Counter.BotEngaged, 1),
            (Counter.FirstReplyAnyMs, 3_000), (Counter.FirstReplyHumanMs, 120_000), (Counter.Resolved, 1), (Counter.ResolutionMs, 400_000),
            (Counter.CsatAnswers, 1), (Counter.CsatSatisfied, 1), (Counter.CustomerKnown, 1),
        ],
        Notification("conversation.user.created", 0, ""","source":{"id":"1","type":"conversation","author":{"type":"user","id":"u1"}}"""),
        Notification("conversation.operator.replied", 3, Part("10", "comment", 3, "bot", "99")),
        Notification("conversation.user.replied", 60, Part("11", "comment", 60, "user", "u1")),
        Notification("conversation.admin.replied", 120, Part("12", "comment", 120, "admin", "7")),
        Notification("conversation.admin.noted", 130, Part("13", "note", 130, "admin", "7")),
        Notification("conversation.admin.snoozed", 140, Part("14", "snoozed", 140, "admin", "7", body: "null")),
        Notification("conversation.admin.unsnoozed", 300, Part("15", "unsnoozed", 300, "admin", "7", body: "null")),
        Notification("conversation.admin.closed", 400, Part("16", "close", 400, "admin", "7", body: "null")),
        Notification("conversation.rating.added", 500, $$""","conversation_rating":{"rating":4,"remark":"…","created_at":{{Seconds(500)}} }"""),
        Vendors.Deliveries.Json("""{"type":"notification_event","topic":"ping","data":{"type":"notification_event_data","item":{"type":"ping"}}}"""));

    private static string Part(string id, string type, int after, string author, string authorId, string body = "\"…\"") => $$"""
        ,"conversation_parts":{"conversation_parts":[{"id":"{{id}}","part_type":"{{type}}","body":{{body}},"created_at":{{Seconds(after)}},
          "author":{"type":"{{author}}","id":"{{authorId}}"} }],"total_count":1}
        """;

    private static Delivery Notification(string topic, int after, string more) => Vendors.Deliveries.Json($$"""
        {"type":"notification_event","topic":"{{topic}}","id":"notif_{{after}}","app_id":"app","data":{"item":{"type":"conversation","id":"33","created_at":{{Seconds(0)}},
          "updated_at":{{Seconds(after)}},"contacts":{"contacts":[{"type":"contact","id":"u1"}]}{{more}} } } }
        """);
}
